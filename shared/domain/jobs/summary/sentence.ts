import type { Status } from '../../contacts/contact.ts';
import { DEEDS } from './deeds.ts';
import type { Summary } from './summary.ts';

/** A job in one English sentence. The console makes those of its languages, of the same parts. */
export function summarySentence(summary: Summary): string {
  const { policy, asks, undoes } = summary;
  const who = summary.who ?? (policy ? `The policy “${policy.name}”` : 'The service');
  const earlier = undoes ? deedOf(undoes, 'an earlier job') : 'an earlier job';
  return `${who} ${asks ? 'asks' : 'asked'} to ${deedOf(summary, earlier)}${restOf(summary)}.`;
}

function deedOf({ does, days = 0, sets = [], ...said }: NonNullable<Summary['undoes']>, earlier: string): string {
  return DEEDS[does]({
    people: peopleOf(said),
    name: quoted(said.name),
    from: quoted(said.from),
    language: said.language === undefined ? '' : languageOf(said.language),
    days,
    to: said.value === undefined ? '' : ` to “${said.value}”`,
    sets: sets.length === 0 ? '' : `, which may ${sets.map((status) => SETS[status]).join(' or ')}`,
    earlier,
  });
}

const SETS: Readonly<Record<Status, string>> = {
  active: 'make them active',
  archived: 'archive them',
  stopped: 'mark them as opted out',
  blocked: 'block them',
};

const quoted = (name: string | null | undefined): string => (name == null ? 'that is gone' : `“${name}”`);
const shown = (count: number): string => count.toLocaleString('en');
const languageOf = (code: string): string => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
const daysOf = (days: number): string => `${shown(days)} ${days === 1 ? 'day' : 'days'}`;

function peopleOf(said: Pick<Summary, 'people' | 'chosen'>): string {
  const without = said.chosen?.without;
  return `${chosenOf(said)}${without === undefined ? '' : ` (${shown(without)} left out by hand)`}`;
}

function chosenOf({ people, chosen }: Pick<Summary, 'people' | 'chosen'>): string {
  const counted = `${people === null ? '…' : shown(people)} ${people === 1 ? 'person' : 'people'}`;
  switch (chosen?.by) {
    case 'folder':
      return `${counted} in “${FOLDERS[chosen.folder ?? 'active']}”`;
    case 'groups':
      return `${counted} in ${(chosen.groups ?? []).map((name) => `“${name}”`).join(', ')}`;
    case 'query':
      return `${counted} who match “${chosen.query}”`;
    case 'job':
      return `${counted} of an earlier job`;
    case 'time':
      return `${counted} who changed in a certain time`;
    default:
      return counted;
  }
}

const FOLDERS = {
  active: 'Active',
  dormant: 'Dormant',
  archived: 'Archived',
  stopped: 'Stopped',
  blocked: 'Blocked',
  deleted: 'Deleted',
} as const;

/** By which policy and step, with which brake, and what is lost. */
function restOf({ policy, brake, replaces }: Summary): string {
  const by = policy && (policy.step === undefined ? `a step of “${policy.name}”` : stepOf(policy, policy.step));
  const taken = brake?.taken === undefined ? '' : ` (${shown(brake.taken)} with those before)`;
  const usual = brake?.usual === undefined ? [] : [`usual for a night: ${shown(brake.usual)}`];
  const limits = [
    ...usual,
    ...(brake ? [`more than ${shown(brake.most)} wait for a person${taken}`] : []),
    ...(replaces ? [`${shown(replaces)} of them ${replaces === 1 ? 'has' : 'have'} another value, which is lost`] : []),
  ];
  return `${by ? `: ${by}` : ''}${limits.map((limit) => `; ${limit}`).join('')}`;
}

function stepOf({ name, clock, days, after }: NonNullable<Summary['policy']>, step: number): string {
  return [
    `step ${step} of “${name}”`,
    ...(clock !== undefined && days !== undefined ? [`${clockOf(clock)} more than ${daysOf(days)} ago`] : []),
    ...(after === undefined ? [] : [`${daysOf(after)} after the step before`]),
  ].join(', ');
}

const clockOf = (clock: string): string =>
  clock.startsWith('field:') ? `${clock.slice('field:'.length)}` : clock.replace('_', ' ');
