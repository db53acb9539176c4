import fc from 'fast-check';
import { expect, it } from 'vitest';
import { computedObject } from '../../../../shared/domain/template-values/computed-object.ts';
import { toText } from '../../../../shared/domain/template-values/convert.ts';
import {
  listed,
  listValue,
  type ObjectValue,
  objectValue,
  propertyOf,
  sizeOf,
} from '../../../../shared/domain/template-values/value.ts';
import { runs } from '../../../support/property/runs.ts';

const value = fc.oneof(
  fc.string(),
  fc.constant(null),
  fc.boolean(),
  fc.array(fc.string()).map((texts) => listValue(texts)),
);
const found = fc.oneof(
  value,
  value.map((one) => () => one),
);
const key = fc.oneof(fc.constantFrom('name', 'NAME', 'Name', 'age'), fc.stringMatching(/^[a-z][a-z_]*$/));

/** All that an expression can learn of an object. */
const seen = (object: ObjectValue, keys: readonly string[]) => ({
  ...{ text: toText(object), size: sizeOf(object), count: object.entries.size, keys: [...object.entries.keys()] },
  listed: listed(object).map(([name, property]) => [name, property()]),
  properties: keys.map((name) => propertyOf(object, name)),
});

it('an object that computes one property at a time is as one that was made of all of them', () => {
  fc.assert(
    fc.property(fc.dictionary(key, found), fc.array(key), fc.string(), (record, asked, text) => {
      const computed = computedObject(
        new Map(Object.entries(record)),
        (one) => one,
        () => text,
      );
      expect(seen(computed, asked)).toEqual(seen(objectValue(record, text), asked));
    }),
    { numRuns: runs(300) },
  );
});

it('nothing is made of a property that is not looked at', () => {
  const computed = computedObject(
    new Map([
      ['name', () => 'Ann'],
      [
        'broken',
        (): string => {
          throw new Error('looked at');
        },
      ],
    ]),
    (make) => make(),
    () => 'Ann',
  );
  expect(propertyOf(computed, 'Name')).toBe('Ann');
});
