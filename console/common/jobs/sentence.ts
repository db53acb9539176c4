import type { components } from '../api/schema.d.ts';
import type { FirstTexts } from '../texts/catalogue.ts';
import { textFor } from '../texts/text-for.ts';
import { doneCount, failedOf, isEnded, skippedOf } from './job.ts';

type Job = components['schemas']['Job'];
export type Summary = Pick<Job['summary'], Exclude<keyof Job['summary'], 'text'>>;
type Doing = NonNullable<Summary['undoes']> & Partial<Pick<Summary, 'chosen' | 'value'>>;

/** What sentences are made with. */
export interface Speech {
  readonly texts: FirstTexts;
  readonly formats: { number(value: number): string; language(code: string): string };
}

/** What a job does, for lists and headings: "Archive 1,261 people: step 3 of “Quiet mothers”". */
export const whatOf = ({ summary }: Pick<Job, 'summary'>, speech: Speech): string => capital(stepped(summary, speech));

/** All that a job asks for, as an approver reads it: who, what, by which step, with which brake, and what is lost. */
export function sentenceOf(summary: Summary, speech: Speech): string {
  const { jobs } = speech.texts;
  return jobs.parts.sentence({
    who: summary.who ?? (summary.policy ? jobs.parts.policy(summary.policy) : jobs.parts.service),
    asks: summary.asks,
    what: wholeOf(summary, speech),
  });
}

/** The same without who asks, as a question. */
export const questionOf = ({ summary }: Pick<Job, 'summary'>, speech: Speech): string =>
  speech.texts.actions.question({ what: capital(wholeOf(summary, speech)) });

export const underWay = (job: Job, speech: Speech): string =>
  speech.texts.jobs.result.running({ what: whatOf(job, speech) });

/** What became of a job: "Archive 614 people: done for 612 people. 2 were left out." */
export function resultOf(job: Job, speech: Speech): string {
  const { texts, formats } = speech;
  const { jobs, actions } = texts;
  if (job.reason !== null) return textFor(jobs.failures, job.reason) ?? job.reason;
  const what = whatOf(job, speech);
  if (!isEnded(job)) return `${what}: ${jobs.statuses[job.status]}.`;
  const count = doneCount(job);
  const others = [
    [actions.unchanged, job.type === 'export' ? 0 : job.unchanged],
    [actions.leftOut, skippedOf(job)],
    [actions.failed, failedOf(job)],
  ] as const;
  return [
    count === job.total ? jobs.result.all({ what }) : jobs.result.some({ what, count, shown: formats.number(count) }),
    ...others.flatMap(([say, some]) => (some > 0 ? [say({ count: some, shown: formats.number(some) })] : [])),
  ].join(' ');
}

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

function wholeOf(summary: Summary, speech: Speech): string {
  const { jobs } = speech.texts;
  const { number } = speech.formats;
  const { brake, replaces: count = 0 } = summary;
  return [
    stepped(summary, speech),
    ...(brake?.usual === undefined ? [] : [jobs.parts.usual({ usual: number(brake.usual) })]),
    ...(brake ? [jobs.parts.brake({ most: number(brake.most) })] : []),
    ...(brake?.taken === undefined ? [] : [jobs.parts.taken({ taken: number(brake.taken) })]),
    ...(count > 0 ? [jobs.parts.replaces({ count, shown: number(count) })] : []),
  ].join('');
}

function stepped(summary: Summary, speech: Speech): string {
  const { undoes, policy } = summary;
  const { jobs } = speech.texts;
  const what = deedOf(summary, speech, undoes ? deedOf(undoes, speech, jobs.parts.earlier) : jobs.parts.earlier);
  if (policy === undefined) return what;
  return jobs.parts.step({ what, step: policy.step ?? null, policy: policy.name, rule: ruleOf(policy, speech) });
}

/** Which days the step waits for. */
function ruleOf({ clock, days, after }: NonNullable<Summary['policy']>, { texts, formats }: Speech): string {
  const { jobs } = texts;
  const named = clock === undefined ? '' : (textFor(jobs.since, clock) ?? clock.replace(/^field:/, ''));
  return [
    ...(days === undefined ? [] : [jobs.parts.ago({ since: named, count: days, shown: formats.number(days) })]),
    ...(after === undefined ? [] : [jobs.parts.after({ count: after, shown: formats.number(after) })]),
  ].join('');
}

function deedOf({ does, sets = [], ...said }: Doing, speech: Speech, earlier: string): string {
  const { jobs } = speech.texts;
  const quoted = (name: string | null | undefined) => (name == null ? jobs.parts.gone : jobs.parts.quoted({ name }));
  return jobs.deeds[does]({
    people: peopleOf(said, speech),
    name: quoted(said.name),
    from: quoted(said.from),
    language: said.language === undefined ? '' : speech.formats.language(said.language),
    days: said.days ?? 0,
    to: said.value === undefined ? '' : jobs.parts.to({ value: said.value }),
    sets:
      sets.length === 0 ? '' : jobs.parts.sets({ what: sets.map((status) => jobs.sets[status]).join(jobs.parts.or) }),
    earlier,
  });
}

function peopleOf({ people: count, chosen }: Pick<Doing, 'people' | 'chosen'>, { texts, formats }: Speech): string {
  const { jobs } = texts;
  const people = jobs.parts.people({ count: count ?? 2, shown: count === null ? '…' : formats.number(count) });
  const { by, folder, groups = [], query = '', without } = chosen ?? { by: 'hand' };
  if (by === 'hand') return people;
  const said = jobs.parts[by]({
    people,
    query,
    name: folder === undefined || folder === 'deleted' ? '' : texts.folders[folder],
    names: groups.map((name) => jobs.parts.quoted({ name })).join(', '),
  });
  return without === undefined ? said : `${said}${jobs.parts.without({ shown: formats.number(without) })}`;
}
