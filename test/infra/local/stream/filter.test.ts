import { expect, test } from 'vitest';
import { createFilter } from '../../../../infra/local/stream/filter.ts';

const contact = { eventName: 'MODIFY', dynamodb: { Keys: { sk: { S: 'CONTACT' } } } };

test('without patterns every record passes', () => {
  expect(createFilter([])(contact)).toBe(true);
});

test('one of the patterns must match, and all of a pattern', () => {
  const keys = (value: string) => JSON.stringify({ dynamodb: { Keys: { sk: { S: [value] } } } });
  const both = JSON.stringify({ eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: ['CONTACT'] } } } });
  expect(createFilter([keys('CONTACT')])(contact)).toBe(true);
  expect(createFilter([keys('URN')])(contact)).toBe(false);
  expect(createFilter([keys('URN'), keys('CONTACT')])(contact)).toBe(true);
  expect(createFilter([both])(contact)).toBe(false);
  expect(createFilter([keys('CONTACT')])({})).toBe(false);
});

test('a prefix matches texts that begin with it', () => {
  const passes = createFilter(['{"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"MSG#"},"CONTACT"]}}}}']);
  const record = (sk: unknown) => ({ dynamodb: { Keys: { sk: { S: sk } } } });
  expect([record('MSG#0192'), contact].map(passes)).toEqual([true, true]);
  expect([record('MESSAGE'), record('EVT#MSG#'), record(4), record(undefined), {}].map(passes)).not.toContain(true);
});

test('an unknown operator is refused with its path', () => {
  const pattern = (rule: object) => JSON.stringify({ dynamodb: { Keys: { sk: { S: [rule] } } } });
  for (const rule of [{ exists: true }, { prefix: 1 }, { prefix: 'C', suffix: 'T' }])
    expect(() => createFilter([pattern(rule)])).toThrow('dynamodb.Keys.sk.S');
});
