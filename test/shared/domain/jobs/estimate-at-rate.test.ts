import { describe, expect, test } from 'vitest';
import { estimateAtRate } from '../../../../shared/domain/jobs/estimate-at-rate.ts';
import type { Job } from '../../../../shared/domain/jobs/job.ts';
import type { Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import { job } from './samples.ts';

const estimate = { writeUnits: 600, readUnits: 100, usd: 0.001, seconds: 2 };
const previewed = (total: number, maxRate: number | null, more: Partial<Job<Work>> = {}): Job =>
  job({ estimate, total, maxRate, slices: { total: Math.ceil(total / 500), done: 0 }, ...more });

describe('the estimate of a job', () => {
  test('is as it was made where nothing limits its rate, and null where none was made', () => {
    expect(estimateAtRate(previewed(90, null))).toBe(estimate);
    expect(estimateAtRate(previewed(90, 1, { estimate: null }))).toBeNull();
  });

  test.each([
    // Ten portions of nine contacts, and five seconds after each but the last.
    [90, 2, { seconds: 2 + 9 * 5, writeUnits: 600 + 9 * 4, readUnits: 100 + 9 * 9 }],
    [90, 5_000, { seconds: 2, writeUnits: 600 }],
    // Each of four slices has portions of 230, 230 and 40, and the lane waits longer after the large ones.
    [2_000, 50, { seconds: 2 + 4 * (5 + 5 + 1) - 1, writeUnits: 600 + 8 * 4 }],
    [600, 50, { seconds: 2 + 5 + 5 + 1, writeUnits: 600 + 2 * 4 }],
  ])('over %i contacts, at most %i a second, says what waiting takes', (total, maxRate, said) => {
    expect(estimateAtRate(previewed(total, maxRate))).toMatchObject(said);
  });

  test('of an export waits after whole slices', () => {
    const work = { type: 'export', format: 'csv', columns: null } as unknown as Work;
    expect(estimateAtRate(previewed(400, 1, { work }))).toMatchObject({ seconds: 2, writeUnits: 600 });
    expect(estimateAtRate(previewed(1_000, 1, { work }))?.seconds).toBeGreaterThan(500);
  });
});
