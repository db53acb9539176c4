/**
 * The chance of a return by month: returns and days of watch in bins of age, as rates. Bins are exact at their edges
 * only. Compare the same months of two years, because seasons differ.
 */
import type { ReturnTally } from './tally.ts';

/** The last day of each bin of age. */
const BIN_EDGES = [7, 14, 30, 60, 90, 120, 180, 270, 365, 720] as const;

interface MonthlyReturn {
  readonly month: string;
  /** Null when a bin between has nobody watched: unknown, and not 0. */
  readonly share: number | null;
  /** Returns that it rests on. */
  readonly returned: number;
  /** Person-days of watch that it rests on. */
  readonly watched_days: number;
}

/**
 * For each month, the chance that somebody quiet for `quiet` days returns within `within` more, if all that time were
 * like the month. Both ends must be edges of bins (or 0), else null.
 */
export function returnsByMonth(tally: ReturnTally, quiet: number, within: number): MonthlyReturn[] | null {
  const edges: readonly number[] = [0, ...BIN_EDGES];
  const [first, last] = [edges.indexOf(quiet), edges.indexOf(quiet + within)];
  if (first < 0 || last < 0) return null;
  const months = [...tally.keys()].sort();
  return months.map((month) => {
    const numbers = tally.get(month);
    let [hazards, back, days] = [0, 0, 0];
    for (let bin = first; bin < last; bin++) {
      const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
      // Whoever is quiet for more than d days is watched on day d + 1 of age.
      const watched = sum(numbers?.quiet, from, to - 1);
      const returned = sum(numbers?.returned, from + 1, to);
      hazards += watched === 0 ? Number.NaN : (returned / watched) * (to - from);
      [back, days] = [back + returned, days + watched];
    }
    return { month, share: Number.isNaN(hazards) ? null : 1 - Math.exp(-hazards), returned: back, watched_days: days };
  });
}

function sum(numbers: Uint32Array | undefined, from: number, to: number): number {
  let total = 0;
  for (let at = from; at <= to; at++) total += numbers?.[at] ?? 0;
  return total;
}
