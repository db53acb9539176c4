import { expect, it } from 'vitest';
import { shardOf } from '../../../../shared/data/contacts/shards.ts';
import { FEWEST_SHARDS } from '../../../../shared/data/dynamo/shard-numbers.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';

it('spreads contacts over all shards evenly', () => {
  const counts = new Array<number>(FEWEST_SHARDS).fill(0);
  for (let i = 0; i < 8000; i++) {
    const shard = shardOf(`a393abc0-283d-4c9b-a1b3-${i.toString(16).padStart(12, '0')}` as ContactId);
    counts[shard] = (counts[shard] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(800);
  expect(Math.max(...counts)).toBeLessThan(1200);
});

/** The shard is stored in every key: with another hash no contact would be found. */
it.each([
  ['a393abc0-283d-4c9b-a1b3-641a035c34bf', 1],
  ['09d23a05-47fe-11e4-bfe9-b8f6b119e9ab', 2],
])('keeps %s in shard %i', (uuid, shard) => {
  expect(shardOf(uuid as ContactId)).toBe(shard);
});
