import { describe, expect, test } from 'vitest';
import { NO_TOTALS, sumOf, totalsOf } from '../../../../shared/domain/jobs/totals.ts';
import { CHANGED, failed, skipped, UNCHANGED } from '../../../../shared/domain/jobs/verdict.ts';

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
