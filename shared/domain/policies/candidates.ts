/** Where the contacts are that may be due in a night: what a stage's job selects (ADR 101). */
import { FIRST_DAY } from '../dormancy/purge.ts';
import { instant, quarterOf } from '../instant.ts';
import type { DayRange, Selection } from '../jobs/selection.ts';
import { type Clock, isIndexed, statusOf } from './clock.ts';
import { type Day, dayBegins } from './days.ts';
import { offsetsOf } from './due.ts';
import type { PolicyRules } from './policy.ts';
import { stageOf } from './stages/index.ts';

/** Every so many nights, whoever came in late is looked for too: imports, restores, joiners of groups. */
const LOOK_NIGHTS = 7;

/** Whether a night has to look for them: so many nights have passed, though the policy may rest on some of them. */
export const looksAround = (begun: Day, last: Day | undefined, day: Day): boolean => {
  const looks = (at: Day) => Math.floor((at - begun) / LOOK_NIGHTS);
  return last === undefined || looks(day) > looks(last);
};

/** The nights of a stage: up to which day it is done (null: it was never), and the present one. */
interface NightSpan {
  readonly through: Day | null;
  readonly day: Day;
  readonly timezone: string;
}

/** What a stage's job of one night selects, besides contacts of the stage before. */
export interface Candidates {
  /** Null: nobody but those. */
  readonly selection: Extract<Selection, { folder: unknown }> | Extract<Selection, { query: unknown }> | null;
  /** Nights of the stage before whose contacts come to their day: from the first, up to the last. */
  readonly after: { readonly from: Day; readonly to: Day } | null;
  /** Some of the selected may not be due, so each is looked at before it is frozen. */
  readonly checked: boolean;
}

/** Days of the stage before that are read at most, in a night that comes late. */
const MOST_NIGHTS = 60;

/**
 * Where the contacts are that may be due. A stage after `days` of the clock takes those who pass this age, by the
 * index; one `after` another takes the contacts of that stage's job of that many days ago. With both, whichever
 * comes later. Every seventh night, and with a new version, all who are old enough are looked at.
 */
export function candidatesOf(rules: PolicyRules, stage: number, span: NightSpan, looks: boolean): Candidates {
  const rule = rules.stages[stage];
  if (rule === undefined) throw new RangeError(`No stage ${stage}`);
  const isWhole = looks || span.through === null;
  const isEverybody = Object.keys(rules.selection).length === 0;
  const archived = rules.stages.slice(0, stage).some((one) => stageOf(one).archives);
  if (archived) {
    const days = daysBefore({ ...span, through: isWhole ? null : span.through }, (rule.after ?? 1) - 1);
    return { selection: { folder: 'archived', days: [days] }, after: null, checked: true };
  }
  const after = stage > 0 && rule.after !== undefined ? nightsOf(span, rule.after) : null;
  const age = isWhole ? (offsetsOf(rules)[stage] ?? 1) - 1 : rule.days;
  const selection =
    age === undefined ? null : aged(rules.clock, { ...span, through: isWhole ? null : span.through }, age);
  return { selection, after, checked: !isEverybody || stage > 0 || looks };
}

/** Contacts whose clock passed so many days since the last night; everybody older for a stage that was never done. */
function aged(clock: Clock, span: NightSpan, days: number): Candidates['selection'] {
  if (!isIndexed(clock)) return { query: queryOf(clock, span, days), within: 'active' };
  const status = statusOf(clock);
  return { folder: status, days: [daysBefore(span, days)] };
}

/** As `last_seen_on < -90d`: whole days of the workspace. */
function daysBefore({ through, day, timezone }: NightSpan, days: number): DayRange {
  const from = through === null ? FIRST_DAY : quarterOf(dayBegins(through - days, timezone));
  return { from, to: quarterOf(instant(dayBegins(day - days, timezone) - 1)) };
}

function queryOf(clock: Clock, { through, day }: NightSpan, days: number): string {
  const name = clock.of === 'field' ? `fields.${clock.field}` : 'created_on';
  const older = `${name} < -${days}d`;
  return through === null ? older : `${older} AND ${name} >= -${day - through + days}d`;
}

function nightsOf({ through, day }: NightSpan, after: number): Candidates['after'] {
  const to = day - after;
  return { from: through === null ? to - MOST_NIGHTS : Math.max(through - after + 1, to - MOST_NIGHTS), to };
}
