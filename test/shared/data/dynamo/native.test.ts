/** Items of the stream are read as the SDK would read them. */
import { convertToAttr, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainItem } from '../../../../shared/data/dynamo/native.ts';
import { runs } from '../../../support/property/runs.ts';

const texts = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed());
const names = texts.filter((name) => name !== '__proto__');
const numbers = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 100n }),
);
const sets = fc.oneof(
  fc.uniqueArray(texts, { minLength: 1 }).map((all) => new Set(all)),
  fc.uniqueArray(fc.integer(), { minLength: 1 }).map((all) => new Set(all)),
);
const { item: items } = fc.letrec<{ value: unknown; item: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(texts, numbers, fc.boolean(), fc.constant(null), fc.uint8Array(), sets),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('item'),
  ),
  item: fc.dictionary(names, tie('value'), { maxKeys: 6 }),
}));

it('an item of a stream is what the SDK makes of it, whatever it holds', () => {
  fc.assert(
    fc.property(items, (item) => {
      const { M = {} } = convertToAttr(item, { removeUndefinedValues: true });
      expect(plainItem(M)).toStrictEqual(unmarshall(M));
    }),
    { numRuns: runs(3_000) },
  );
});

it.each([
  ['a number above what is exact', { N: '9007199254740993' }, 9_007_199_254_740_993n],
  ['the largest exact one', { N: '9007199254740991' }, 9_007_199_254_740_991],
  ['nothing', { NULL: true }, null],
  ['a flag', { BOOL: false }, false],
  ['an empty text', { S: '' }, ''],
] as const)('%s is read as it is', (_, value, expected) => {
  expect(plainItem({ value })['value']).toBe(expected);
});

it('a value of no known kind is refused, and so is one without any', () => {
  expect(() => plainItem({ value: { Q: 'x' } as never })).toThrow('Unsupported type');
  expect(() => plainItem({ value: {} as never })).toThrow('No value defined');
});
