import { expect, test } from 'vitest';
import { createFilter } from '../../../../infra/local/stream/filter.ts';

const contact = { eventName: 'MODIFY', dynamodb: { Keys: { sk: { S: 'CONTACT' } } } };

test('without patterns everything passes', () => {
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

test('an operator is refused with its place', () => {
  expect(() => createFilter(['{"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"C"}]}}}}'])).toThrow('dynamodb.Keys.sk.S');
});
