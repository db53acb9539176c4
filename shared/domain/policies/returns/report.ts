/** Everything that the spells of many people say about coming back. */

import type { Day } from '../../calendar/days.ts';
import {
  atRisk,
  type Counters,
  count,
  emptyCounters,
  LONGEST_QUIET,
  numberAt,
  WITHIN,
  type Within,
} from './counters.ts';
import { type Life, type Spells, spellsOf } from './life.ts';
import { landmark, type ReturnTally, tallySpell } from './tally.ts';

/** The share of people quiet for some days who come back within some more, by Kaplan and Meier. */
interface ReturnEstimate {
  /** Null when nobody was watched for so long: that is unknown, and not 0. */
  readonly share: number | null;
  readonly interval: ShareInterval | null;
}

/** An interval of a share, from 0 to 1. */
interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution, for intervals of 95 %. */
const Z = 1.959964;

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

/** Answers for any number of days from counters that are read once. */
export function returnCurve(counters: Counters): (quiet: number, within: number) => ReturnEstimate {
  const n = atRisk(counters);
  return (quiet, within) => estimate(counters.returned, n, quiet, quiet + within);
}

function estimate(returned: Float64Array, n: Float64Array, quiet: number, until: number): ReturnEstimate {
  let remains = 1;
  let variance = 0;
  for (let age = quiet + 1; age <= until; age++) {
    const back = numberAt(returned, age);
    const watched = numberAt(n, age);
    // Nobody was followed for so long.
    if (watched === 0) return { share: null, interval: null };
    remains *= 1 - back / watched;
    variance += back / (watched * (watched - back));
  }
  return { share: 1 - remains, interval: greenwood(1 - remains, variance) };
}

/** Wilson's score interval (95 %) of so many among so many cases; null without a case (Wilson 1927). */
export function wilson(found: number, cases: number): ShareInterval | null {
  if (cases <= 0) return null;
  const share = found / cases;
  const square = (Z * Z) / cases;
  const middle = share + square / 2;
  const half = Z * Math.sqrt((share * (1 - share)) / cases + square / (4 * cases));
  const low = (middle - half) / (1 + square);
  const high = (middle + half) / (1 + square);
  return { low: found === 0 ? 0 : Math.max(0, low), high: found === cases ? 1 : Math.min(1, high) };
}

/**
 * The interval (95 %) of a share of Kaplan and Meier, on the scale of log(-log) so that it stays between 0 and 1.
 * `variance` is Greenwood's sum of returned / (n (n - returned)). Null where the estimate is 0 or 1: it has no width.
 */
function greenwood(share: number, variance: number): ShareInterval | null {
  const remains = 1 - share;
  if (remains <= 0 || remains >= 1 || !Number.isFinite(variance)) return null;
  const width = (Z * Math.sqrt(variance)) / Math.abs(Math.log(remains));
  return { low: 1 - remains ** Math.exp(-width), high: 1 - remains ** Math.exp(width) };
}
