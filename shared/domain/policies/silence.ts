/** Whether nobody is heard any more: a dead channel looks as if all people had become quiet. */

import type { Day } from '../calendar/days.ts';
import type { Instant } from '../instant.ts';

/** What arrived by a channel, or by the API, on days of UTC; a day without anything is missing. */
export interface Heard {
  readonly days: ReadonlyMap<Day, number>;
  readonly last: Instant;
}

/** That far fewer are heard by a channel (or `api`) than is usual. */
export interface Silence {
  readonly source: string;
  /** The first day of it. */
  readonly since: Day;
  /** What was usual before it, by weekday from a Thursday on. */
  readonly usual: readonly number[];
}

/** The days that are looked at: a whole week, so that a holiday of five days is none. */
const WEEK = 7;
/** Nothing at all for so many days is a silence sooner, where so much was to be expected. */
const NOTHING_DAYS = 4;
const NOTHING_EXPECTED = 20;
/** Below this share of what is usual. */
const FAR_BELOW = 0.25;
/** Weeks by which it is known what is usual: some at least, and the last ones. */
const LEAST_WEEKS = 3;
const MOST_WEEKS = 8;
/** Sources from which fewer are expected in a week, or so small a share of all, say nothing. */
const LEAST_EXPECTED = 10;
const LEAST_SHARE = 0.1;

/**
 * The sources by which nobody is heard. One that was silent before stays so until people return, also when all that it
 * ever brought is too long ago to be kept.
 */
export function silencesIn(
  heardBy: ReadonlyMap<string, Heard>,
  today: Day,
  before: readonly Silence[],
): readonly Silence[] {
  const named = new Set([...heardBy.keys(), ...before.map(({ source }) => source)]);
  const sources = [...named].map((source) => {
    const days = heardBy.get(source)?.days ?? new Map<Day, number>();
    const known = before.find((one) => one.source === source);
    return { source, days, known, usual: known?.usual ?? usualIn(days, today) };
  });
  const all = sources.reduce((sum, { usual }) => sum + sumOf(usual), 0);
  return sources.flatMap(({ source, days, known, usual }) => {
    const expected = sumOf(usual);
    const isTold = known !== undefined || (expected >= LEAST_EXPECTED && expected >= LEAST_SHARE * all);
    if (!isTold || !isSilent(days, usual, today)) return [];
    return [known ?? { source, since: beginning(days, usual, today), usual }];
  });
}

function isSilent(days: Heard['days'], usual: readonly number[], today: Day): boolean {
  const last = (count: number) => Array.from({ length: count }, (_, at) => today - 1 - at);
  const heard = (count: number) => sumOf(last(count).map((day) => days.get(day) ?? 0));
  const expected = sumOf(last(NOTHING_DAYS).map((day) => usualOn(usual, day)));
  const isNothing = heard(NOTHING_DAYS) === 0 && expected >= NOTHING_EXPECTED;
  return isNothing || heard(WEEK) < FAR_BELOW * sumOf(usual);
}

const usualOn = (usual: readonly number[], day: Day): number => usual[day % WEEK] ?? 0;

/** The median of each weekday in the weeks before this one; zeros without enough of them. */
function usualIn(days: Heard['days'], today: Day): readonly number[] {
  const first = Math.min(...days.keys());
  return Array.from({ length: WEEK }, (_, weekday) => {
    const counts: number[] = [];
    for (let day = today - 1 - WEEK; day >= first && counts.length < MOST_WEEKS; day--)
      if (day % WEEK === weekday) counts.push(days.get(day) ?? 0);
    return counts.length < LEAST_WEEKS ? 0 : (counts.sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0);
  });
}

function beginning(days: Heard['days'], usual: readonly number[], today: Day): Day {
  let since = today - 1;
  while (since > today - WEEK && (days.get(since - 1) ?? 0) < FAR_BELOW * usualOn(usual, since - 1)) since--;
  return since;
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
