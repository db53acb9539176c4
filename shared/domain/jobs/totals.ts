import type { Verdict } from '../selection/verdict.ts';
import type { Job, Tally, Totals } from './job.ts';

export const NO_TOTALS: Totals = { changed: 0, unchanged: 0, skipped: {}, failed: {} };

/** Contacts accounted for: `changed + unchanged + Σ skipped + Σ failed`. */
export const sumOf = ({ changed, unchanged, skipped, failed }: Totals): number =>
  changed + unchanged + sumOfTally(skipped) + sumOfTally(failed);

export const sumOfTally = (tally: Tally): number => Object.values(tally).reduce((sum, count) => sum + count, 0);

/** A job's numbers, as `jobs.json` and the bus show them. */
export const shownNumbers = ({ total, totals }: Pick<Job, 'total' | 'totals'>) => ({
  total,
  changed: totals.changed,
  unchanged: totals.unchanged,
  skipped: { ...totals.skipped },
  failed: { ...totals.failed },
});

export function totalsOf(verdicts: Iterable<Verdict>): Totals {
  let changed = 0;
  let unchanged = 0;
  const skipped: Record<string, number> = {};
  const failed: Record<string, number> = {};
  for (const verdict of verdicts) {
    switch (verdict.outcome) {
      case 'changed':
        changed++;
        break;
      case 'unchanged':
        unchanged++;
        break;
      case 'skipped':
        add(skipped, verdict.reason);
        break;
      case 'failed':
        add(failed, verdict.reason);
        break;
    }
  }
  return { changed, unchanged, skipped, failed };
}

export function sumOfTallies(a: Tally, b: Tally): Tally {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...keys].map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
}

function add(tally: Record<string, number>, reason: string): void {
  tally[reason] = (tally[reason] ?? 0) + 1;
}
