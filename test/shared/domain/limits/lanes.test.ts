import { expect, test } from 'vitest';
import { WORKERS } from '../../../../infra/deployment.ts';
import { firstInLanes, LANES, nextInLane } from '../../../../shared/domain/limits/lanes.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);
const begin = (open: readonly number[]) => [...firstInLanes(open, new Map()).values()];

test('a job leaves a worker to others', () => {
  expect(LANES).toBe(WORKERS - 1);
});

test('lanes begin with the first slices, or the first that are open', () => {
  expect(begin(upTo(100))).toEqual(upTo(9));
  expect(begin(upTo(3))).toEqual([0, 1, 2]);
  expect(begin([])).toEqual([]);
  expect(begin([7, 9, 16, 18, 25, 40])).toEqual([7, 9, 40]);
});

test('lanes that were found on an earlier page keep their slices', () => {
  expect([...firstInLanes([9, 10, 11], new Map([[0, 0]])).values()]).toEqual([0, 10, 11]);
});

test.each([1, 8, 9, 10, 100])('of %i slices each is sent once', (count) => {
  const sent = begin(upTo(count));
  for (const slice of sent) {
    const next = nextInLane(slice, count);
    if (next !== null) sent.push(next);
  }
  expect(sent.sort((a, b) => a - b)).toEqual(upTo(count));
});
