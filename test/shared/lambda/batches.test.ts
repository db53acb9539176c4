import { expect, it } from 'vitest';
import { batchesOf } from '../../../shared/lambda/clients/batches.ts';

it.each([
  ['nothing', [], []],
  ['eleven small ones', Array(11).fill(1), [10, 1]],
  ['as much as there is room for', [120_000, 120_000, 1], [2, 1]],
  ['one that is too long by itself, which loses no other', [1, 300_000, 1], [1, 1, 1]],
])('entries go in the fewest batches that are taken: %s', (_, sizes: number[], expected) => {
  const batches = batchesOf(sizes, (size) => size);
  expect(batches.map(({ length }) => length)).toEqual(expected);
  expect(batches.flat()).toEqual(sizes);
});
