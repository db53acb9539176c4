/** Everything that the spells of many people say about coming back. */

import type { Day } from '../days.ts';
import { atRisk, type Counters, count, emptyCounters, LONGEST_QUIET, WITHIN, type Within } from './counters.ts';
import { returnCurve, wilson } from './curve.ts';
import { type Life, type Spells, spellsOf } from './life.ts';
import { landmark, type ReturnTally, tallySpell } from './tally.ts';

/** The fewest days quiet for which returns are told. */
const SHORTEST_QUIET = 7;

/** The same for people who had been seen, and for those who never had. */
type OfKind<Value> = Readonly<Record<keyof Spells, Value>>;

type Experience = OfKind<{ readonly counters: Counters; readonly tally: ReturnTally }>;

/** What all lives together show up to today. */
export function experienceOf(lives: Iterable<Life>, today: Day): Experience {
  const empty = () => ({ counters: emptyCounters(), tally: new Map() as ReturnTally });
  const kinds = { seen: empty(), neverSeen: empty() };
  for (const life of lives) {
    const spells = spellsOf(life, today);
    for (const kind of ['seen', 'neverSeen'] as const) {
      for (const spell of spells[kind]) {
        count(kinds[kind].counters, spell);
        tallySpell(kinds[kind].tally, spell, today);
      }
    }
  }
  return kinds;
}

/**
 * A number for each day from `SHORTEST_QUIET` on, as far as anybody was quiet for so long; null where it is unknown all
 * the same.
 */
type ByDays = (number | null)[];

interface ReturnColumns {
  /** By Kaplan and Meier, with spells that are open, withdrawn, or entered late. */
  readonly share: ByDays;
  readonly low: ByDays;
  readonly high: ByDays;
  /** Plainly counted: of so many cases, so many returned; and the interval of that share. */
  readonly cases: number[];
  readonly returned: number[];
  readonly plain_low: ByDays;
  readonly plain_high: ByDays;
}

/** For each number of days quiet and each time after it, how many come back. */
export const returnColumns = ({ counters, tally }: Experience['seen']): Readonly<Record<Within, ReturnColumns>> => {
  const curve = returnCurve(counters);
  const watched = atRisk(counters).findLastIndex((people) => people > 0) - 1;
  const last = Math.min(watched, LONGEST_QUIET);
  const days = Array.from({ length: Math.max(0, last - SHORTEST_QUIET + 1) }, (_, at) => SHORTEST_QUIET + at);
  const columnsOf = (within: Within): ReturnColumns => {
    const estimates = days.map((one) => curve(one, within));
    const plain = days.map((one) => landmark(tally, one, within));
    const intervals = plain.map(({ returned, cases }) => wilson(returned, cases));
    return {
      share: estimates.map(({ share }) => rounded(share)),
      low: estimates.map(({ interval }) => rounded(interval?.low)),
      high: estimates.map(({ interval }) => rounded(interval?.high)),
      cases: plain.map(({ cases }) => cases),
      returned: plain.map(({ returned }) => returned),
      plain_low: intervals.map((interval) => rounded(interval?.low)),
      plain_high: intervals.map((interval) => rounded(interval?.high)),
    };
  };
  return Object.fromEntries(WITHIN.map((within) => [within, columnsOf(within)])) as Record<Within, ReturnColumns>;
};

/** Shares are told to a hundredth of a percent. */
const rounded = (share: number | null | undefined): number | null =>
  share === null || share === undefined ? null : Math.round(share * 10_000) / 10_000;
