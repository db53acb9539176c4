import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tellsProgress } from '../../../../shared/domain/bus/jobs.ts';
import { parseRunUuid, runUuid } from '../../../../shared/domain/jobs/run-uuid.ts';
import {
  MOST_PARTITIONS,
  partitionSlice,
  placeOfSlice,
  sliceAt,
  sliceNumbersOf,
} from '../../../../shared/domain/jobs/slice-numbers.ts';
import { job } from './samples.ts';

const counts = fc.array(fc.nat(30), { minLength: 1, maxLength: 20 });
const jobOf = (sliceCounts: readonly number[]) => ({
  sliceCounts,
  slices: { total: sliceCounts.reduce((sum, count) => sum + count, 0) },
});

test('numbers ascend, each belongs to one place, and partitions number their own slices', () => {
  fc.assert(
    fc.property(counts, (sliceCounts) => {
      const [first = 0, ...partitions] = sliceCounts;
      const expected = [
        ...Array.from({ length: first }, (_, slice) => slice),
        ...partitions.flatMap((count, one) => Array.from({ length: count }, (_, index) => partitionSlice(one, index))),
      ];
      const numbers = sliceNumbersOf(jobOf(sliceCounts));
      expect(numbers).toEqual(expected);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      expect(numbers.map((slice) => placeOfSlice(jobOf(sliceCounts), slice))).toEqual(numbers.map((_, place) => place));
    }),
  );
});

test('a job that never fanned out numbers its slices in a row', () => {
  expect([sliceAt({ slices: { total: 3 } }, 2), placeOfSlice({ slices: { total: 3 } }, 2)]).toEqual([2, 2]);
});

test('the last slice of the last partition has a number that fits into the uuid of a run', () => {
  const slice = partitionSlice(MOST_PARTITIONS - 1, 99_999);
  expect(parseRunUuid(runUuid({ job: job().uuid, slice, place: 499 }))).toMatchObject({ slice, place: 499 });
});

test('a job of any numbers tells its progress at most 20 times', () => {
  fc.assert(
    fc.property(counts, (sliceCounts) => {
      const one = jobOf(sliceCounts);
      expect(sliceNumbersOf(one).filter((slice) => tellsProgress(one, slice)).length).toBeLessThanOrEqual(20);
    }),
  );
});
