import { expect, it } from 'vitest';
import { type ContactId, parseUuid, SHARDS, shardOf } from '../../../shared/domain/ids.ts';

it.each([
  ['A393ABC0-283D-4C9B-A1B3-641A035C34BF', 'a393abc0-283d-4c9b-a1b3-641a035c34bf'],
  [' a393abc0-283d-4c9b-a1b3-641a035c34bf ', 'a393abc0-283d-4c9b-a1b3-641a035c34bf'],
  ['01932e6a-7b4c-7def-8123-0123456789ab', '01932e6a-7b4c-7def-8123-0123456789ab'],
  ['a393abc0283d4c9ba1b3641a035c34bf', null],
  ['a393abc0-283d-4c9b-a1b3-641a035c34bg', null],
  ['', null],
])('reads %j as %j', (text, uuid) => {
  expect(parseUuid<ContactId>(text)).toBe(uuid);
});

it('spreads contacts over all shards evenly', () => {
  const counts = new Array<number>(SHARDS).fill(0);
  for (let i = 0; i < 8000; i++) {
    const shard = shardOf(`a393abc0-283d-4c9b-a1b3-${i.toString(16).padStart(12, '0')}` as ContactId);
    counts[shard] = (counts[shard] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(800);
  expect(Math.max(...counts)).toBeLessThan(1200);
});

/** Stored in every key: another hash would lose every contact. */
it.each([
  ['a393abc0-283d-4c9b-a1b3-641a035c34bf', 1],
  ['09d23a05-47fe-11e4-bfe9-b8f6b119e9ab', 2],
])('keeps %s in shard %i', (uuid, shard) => {
  expect(shardOf(uuid as ContactId)).toBe(shard);
});
