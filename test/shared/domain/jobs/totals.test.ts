import { describe, expect, test } from 'vitest';
import { NO_TOTALS, shownNumbers, sumOf, sumOfTallies, totalsOf } from '../../../../shared/domain/jobs/totals.ts';
import { CHANGED, failed, skipped, UNCHANGED } from '../../../../shared/domain/selection/verdict.ts';

describe('totals of a slice', () => {
  test('count every contact once, by its outcome and reason', () => {
    const verdicts = [
      CHANGED,
      CHANGED,
      UNCHANGED,
      skipped('deleted'),
      skipped('deleted'),
      skipped('seen'),
      failed('worker'),
    ];
    const totals = totalsOf(verdicts);
    expect(totals).toEqual({ changed: 2, unchanged: 1, skipped: { deleted: 2, seen: 1 }, failed: { worker: 1 } });
    expect(sumOf(totals)).toBe(verdicts.length);
  });

  test('of no contacts are empty', () => {
    expect(totalsOf([])).toEqual(NO_TOTALS);
    expect(sumOf(NO_TOTALS)).toBe(0);
  });
});

test('tallies of two slices are added by reason', () => {
  expect(sumOfTallies({ deleted: 1, seen: 2 }, { seen: 3, worker: 4 })).toEqual({ deleted: 1, seen: 5, worker: 4 });
});

test('numbers are shown as they are, in objects of their own', () => {
  const totals = { changed: 1, unchanged: 2, skipped: { deleted: 3 }, failed: { worker: 4 } };
  const shown = shownNumbers({ total: 10, totals });
  expect(shown).toEqual({ total: 10, ...totals });
  expect(shown.skipped).not.toBe(totals.skipped);
});
