import { type DateComparison, dateComparisons } from '../../query/query.ts';
import { dayOf, type Instant, instant, MICROS_PER_DAY } from '../instant.ts';
import type { DayRange } from '../selection/selection.ts';
import type { Assets, Group } from '../workspace.ts';
import { readStored } from './stored-query.ts';

/** Instants in µs; `start` is included, `end` is not. */
interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * The folder days (UTC) of active contacts that time alone may have moved into or out of a smart group from `since`
 * (null: ever) to `now`: a relative date's boundary has passed their last-seen time.
 */
export function passedDays(assets: Assets, since: Instant | null, now: Instant): readonly DayRange[] {
  const windows = [...assets.groups.values()].flatMap((group) => windowsOf(group, assets, since, now));
  return merged(windows.map(wholeDays)).map(({ start, end }) => ({
    from: dayOf(instant(start)),
    to: dayOf(instant(end - 1)),
  }));
}

/** Members of a younger group were evaluated when it was made, or later. */
function windowsOf(group: Group, assets: Assets, since: Instant | null, now: Instant): readonly Window[] {
  if (group.query === null || group.status === 'invalid') return [];
  const query = readStored(group.query, assets, now);
  if (query === null) return [];
  const { dateStyle, timezone } = assets.settings;
  const then = Math.max(since ?? group.createdOn, group.createdOn);
  const before = dateComparisons(query, { dateStyle, timezone, now: then });
  const after = dateComparisons(query, { dateStyle, timezone, now });
  return after.flatMap((comparison, index) => windowsPassed(before[index] ?? comparison, comparison));
}

/** What the boundaries of one comparison passed over. The operator decides which end of the day counts (TextIt 5.7). */
function windowsPassed(before: DateComparison, after: DateComparison): readonly Window[] {
  if (!after.relative) return [];
  const starts = between(before.start, after.start);
  const ends = between(before.end, after.end);
  switch (after.operator) {
    case '<':
    case '>=':
      return starts;
    case '>':
    case '<=':
      return ends;
    default:
      return [...starts, ...ends];
  }
}

const between = (one: number, other: number): readonly Window[] =>
  one === other ? [] : [{ start: Math.min(one, other), end: Math.max(one, other) }];

const wholeDays = ({ start, end }: Window): Window => ({
  start: Math.floor(start / MICROS_PER_DAY) * MICROS_PER_DAY,
  end: Math.ceil(end / MICROS_PER_DAY) * MICROS_PER_DAY,
});

/** Joins windows that overlap or touch, since each costs queries. */
function merged(windows: readonly Window[]): readonly Window[] {
  const apart: Window[] = [];
  for (const { start, end } of windows.toSorted((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last === undefined || last.end < start) apart.push({ start, end });
    else apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, end) };
  }
  return apart;
}
