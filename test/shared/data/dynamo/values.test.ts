import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Attribute, fromAttribute, MARSHALLING, toAttribute } from '../../../../shared/data/dynamo/values.ts';

/** Numbers that DynamoDB keeps exactly. */
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
  fc.constantFrom(0, -0, 1e-7, 0.1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '\ud800', '"'),
);
/** The SDK loses `__proto__`. */
const key = fc
  .oneof(text, fc.constantFrom('constructor', 'toString', 'S', 'M', '*'))
  .filter((one) => one !== '__proto__');
const bytes = fc.uint8Array({ maxLength: 10 });
const huge = fc.bigInt({ min: 2n ** 53n, max: 2n ** 90n });
const setOf = (one: fc.Arbitrary<unknown>) => fc.array(one, { minLength: 1, maxLength: 4 }).map((all) => new Set(all));
const set = fc.oneof(setOf(fc.string()), setOf(fc.maxSafeInteger()), setOf(huge), setOf(bytes));

const leaf = fc.oneof(text, number, fc.boolean(), fc.constant(null), bytes, set, huge);
/** Lists and maps of values, some of which are left out. */
const inner = (one: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    leaf,
    fc.array(fc.oneof(one, fc.constant(undefined)), { maxLength: 4 }),
    fc.dictionary(key, fc.oneof(one, fc.constant(undefined)), { maxKeys: 4 }),
    fc.array(fc.tuple(key, one), { maxLength: 3 }).map((all) => new Map(all)),
  );
const value = inner(inner(inner(leaf)));
const item = fc.dictionary(key, value, { maxKeys: 6 });

/** What the SDK makes, with bytes as its serializer writes them. */
const asSent = (attribute: unknown): unknown => {
  if (attribute instanceof Uint8Array) return Buffer.from(attribute).toString('base64');
  if (Array.isArray(attribute)) return attribute.map(asSent);
  if (typeof attribute !== 'object' || attribute === null) return attribute;
  return Object.fromEntries(Object.entries(attribute).map(([name, one]) => [name, asSent(one)]));
};

const overTheWire = (attribute: Attribute): Attribute => JSON.parse(JSON.stringify(attribute));

it('makes of any item what the SDK makes of it, and reads it as the SDK does', () => {
  fc.assert(
    fc.property(item, (one) => {
      const own = toAttribute(one);
      const official = marshall(one, { ...MARSHALLING, convertTopLevelContainer: true });
      expect(overTheWire(own)).toEqual(asSent(official));
      expect(fromAttribute(overTheWire(own))).toEqual(
        unmarshall(official as never, { convertWithoutMapWrapper: true }),
      );
    }),
  );
});

it('keeps keys that mean something to the language, which the SDK loses or takes for a class', () => {
  const odd = JSON.parse('{ "__proto__": { "a": 1 }, "constructor": { "name": "Set" }, "hasOwnProperty": true }');
  expect(JSON.stringify(fromAttribute(overTheWire(toAttribute(odd))))).toBe(JSON.stringify(odd));
});

it.each<[string, unknown]>([
  ['no number', Number.NaN],
  ['an endless one', Number.NEGATIVE_INFINITY],
  ['one that is not exact', 2 ** 53],
  ['the same below zero', { age: -(2 ** 53) }],
  ['an empty set', [new Set()]],
  ['a set of several types', new Set([1, 'a'])],
  ['a set of what has no set', new Set([true])],
  ['a function', () => null],
  ['a symbol', { at: Symbol('a') }],
])('refuses %s, as the SDK does', (_, wrong) => {
  expect(() => toAttribute(wrong)).toThrow();
  if (!(wrong instanceof Set && wrong.size === 2))
    expect(() => marshall(wrong as never, { ...MARSHALLING, convertTopLevelContainer: true })).toThrow();
});

it('refuses to read a number that would be rounded', () => {
  expect(fromAttribute({ N: '9007199254740993' })).toBe(9007199254740993n);
  expect(() => fromAttribute({ N: '9007199254740993.5' })).toThrow();
});
