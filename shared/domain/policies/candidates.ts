/** Where the contacts are that may be due in a night: what a stage's job selects (ADR 101). */
import { dependencies } from '../../query/query.ts';
import { type Day, dayBegins, localDay } from '../calendar/days.ts';
import type { Contact } from '../contacts/contact.ts';
import { readingOf, readStored } from '../groups/stored-query.ts';
import type { PolicyId } from '../ids.ts';
import { instant, quarterOf } from '../instant.ts';
import type { DayRange, Selection } from '../selection/selection.ts';
import type { Assets } from '../workspace.ts';
import { type Clock, clockOf, isIndexed, statusOf } from './clock.ts';
import { nextStage } from './due.ts';
import { type Deciding, policiesOn } from './members.ts';
import type { Policy } from './policy.ts';
import { FIRST_DAY } from './purge.ts';

/** Every so many nights everybody is looked at, also who came by no change: from a restored table, or by a repair. */
const LOOK_NIGHTS = 7;

/** Whether a night has to look at everybody: so many nights have passed, though it may rest on some of them. */
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

type Aged = Extract<Selection, { folder: unknown }> | Extract<Selection, { query: unknown }>;

/** Contacts whose clock passed so many days since the last night; everybody older for a stage that was never done. */
export const agedContacts = (clock: Clock, span: NightSpan, days: number): Aged =>
  isIndexed(clock)
    ? { folder: statusOf(clock), days: [daysBefore(span, days)] }
    : { query: queryOf(clock, span, days), within: 'active' };

/** As `last_seen_on < -90d`: whole days of the workspace. */
export function daysBefore({ through, day, timezone }: NightSpan, days: number): DayRange {
  const from = through === null ? FIRST_DAY : quarterOf(dayBegins(through - days, timezone));
  return { from, to: quarterOf(instant(dayBegins(day - days, timezone) - 1)) };
}

function queryOf(clock: Clock, { through, day }: NightSpan, days: number): string {
  const name = clock.of === 'field' ? `fields.${clock.field}` : 'created_on';
  const older = `${name} < -${days}d`;
  return through === null ? older : `${older} AND ${name} >= -${day - through + days}d`;
}

/** That a stage should look at a contact on a day. */
export interface PolicyNote {
  readonly policy: PolicyId;
  readonly stage: string;
  readonly day: Day;
}

/**
 * When the policy that a contact is under should look at it next; null for never, and when the index of its clock
 * brings it on its day. Whoever is due already is noted for the next night.
 *
 * @param nights - the last night of each policy that is on
 */
export function noteOf(
  contact: Contact,
  policy: Policy,
  { settings }: Pick<Assets, 'settings'>,
  nights: ReadonlyMap<PolicyId, Day>,
): PolicyNote | null {
  const next = nextStage(policy, contact, settings);
  const rule = next && policy.rules.stages[next.stage];
  const last = nights.get(policy.uuid);
  if (!next || !rule || last === undefined) return null;
  const { clock } = policy.rules;
  const since = clockOf(clock, contact);
  const isOfClock = isIndexed(clock) && since !== null && rule.days !== undefined;
  if (isOfClock && next.on > last && next.on === localDay(settings.timezone, since) + rule.days + 1) return null;
  return { policy: policy.uuid, stage: rule.key, day: Math.max(next.on, last + 1) };
}

/**
 * What decides whom policies take, besides the contacts themselves. After a change of it, everybody is looked at: each
 * night, where a query counts days.
 */
export const groundOf = ({ assets, now }: Deciding): string =>
  JSON.stringify([
    assets.settings.timezone,
    ...policiesOn(assets).map(({ uuid, version, begunOn, rules: { selection, clock } }) => {
      const query = selection.query === undefined ? null : readStored(selection.query, assets, now);
      const day = query !== null && dependencies(query).relativeDates && localDay(assets.settings.timezone, now);
      const field = clock.of === 'field' && assets.fields.get(clock.field)?.type;
      return [uuid, version, begunOn, field, day, query && readingOf(query, assets, now)];
    }),
  ]);
