import fc from 'fast-check';
import type { QueryContact, QueryFieldValue } from '../../../shared/query/query.ts';
import { BLANK, NOW } from './support.ts';

const MICROS_PER_DAY = 86_400_000_000;

/** Few words, so that queries often match contacts. */
const words = fc.constantFrom(
  'ann',
  'Bob',
  'smithwick',
  'Smithwicke',
  "o'shea",
  'Ünal',
  '王小明',
  'eng',
  '+250788111222',
  '0788',
  'a',
  'ann bob',
);
const anyText = fc.string({ unit: 'grapheme', maxLength: 12 });
const text = fc.oneof({ weight: 4, arbitrary: words }, anyText);
const decimals = fc.constantFrom('0', '18', '18.5', '-3', '100000000000000000001', '100000000000000000002', '.5');
const days = fc
  .integer({ min: -5, max: 5 })
  .map((offset) => new Date(NOW / 1000 + offset * 86_400_000).toISOString().slice(0, 10));
const dates = fc.oneof(
  days,
  fc.constantFrom('-0d', '-1d', '-3D', '-1w', '-1m', '-2y', '24-11-2026', '"2026-11-24T23:30:00-05:00"'),
);

const equality = fc.constantFrom('=', '!=', ' is ');
const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=', ' IS ');
const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;

const conditionOf = (properties: readonly string[], operators: fc.Arbitrary<string>, values: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom(...properties), operators, values)
    .map(([property, operator, value]) => `${property} ${operator} ${value}`);

const conditions = fc.oneof(
  conditionOf(
    ['name', 'nickname', 'Gender', 'fields.gender', 'tel', 'urn', 'URNS.mailto', 'state', 'uuid'],
    equality,
    text.map((value) => quoted(value || 'x')),
  ),
  conditionOf(
    ['name', 'gender', 'tel', 'urn', 'state', 'age', 'dob', 'last_seen_on', 'dormant_since', 'nickname', 'visits'],
    fc.constantFrom('=', '!='),
    fc.constant('""'),
  ),
  conditionOf(
    ['name', 'tel', 'urn', 'mailto'],
    fc.constantFrom('~', ' has '),
    words.filter((word) => word.length > 2).map(quoted),
  ),
  conditionOf(['language'], equality, fc.constantFrom('eng', 'FRA')),
  conditionOf(['status'], equality, fc.constantFrom('active', 'Stopped')),
  conditionOf(['group'], equality, fc.constantFrom('U-Reporters', '"u-reporters"')),
  conditionOf(['age', 'fields.age', 'tickets', 'visits'], comparison, decimals.map(quoted)),
  conditionOf(['dob', 'created_on', 'last_seen_on', 'dormant_since'], comparison, dates),
  words,
  anyText.map((value) => quoted(value || 'x')).filter((value) => !/^"[-+]*"$/.test(value)),
);

/** Queries as a person may type them, nearly always valid ones. */
export const queries: fc.Arbitrary<string> = fc.letrec<{ query: string; combination: string }>((tie) => ({
  query: fc.oneof({ maxDepth: 3, withCrossShrink: true }, conditions, tie('combination')),
  combination: fc
    .tuple(fc.array(tie('query'), { minLength: 1, maxLength: 4 }), fc.constantFrom(' AND ', ' or ', ' '), fc.boolean())
    .map(([children, operator, bare]) => (bare ? children.join(operator) : `(${children.join(operator)})`)),
})).query;

const instants = fc.integer({ min: -6 * 24, max: 6 * 24 }).map((hours) => NOW + (hours * MICROS_PER_DAY) / 24);
const unset = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });

const fieldValues: fc.Arbitrary<QueryFieldValue> = fc.record(
  { text, number: fc.constantFrom('0', '18', '18.5', '-3', '0.5', '100000000000000000001'), datetime: instants },
  { requiredKeys: ['text'] },
);
const urns = fc.tuple(fc.constantFrom('tel', 'mailto', 'whatsapp'), fc.oneof(words, fc.constant('ann@example.com')));

export const contacts: fc.Arbitrary<QueryContact> = fc
  .record({
    name: unset(text),
    language: unset(fc.constantFrom('eng', 'fra')),
    status: fc.constantFrom('active', 'stopped'),
    urns: fc.array(urns, { maxLength: 3 }),
    fields: fc.dictionary(fc.constantFrom('age', 'gender', 'state', 'dob'), fieldValues, { noNullPrototype: true }),
    groups: fc.subarray(['id-of-U-Reporters', 'id-of-Testers']),
    createdOn: instants,
    lastSeenOn: unset(instants),
    added: fc.record({
      dormant_since: unset(instants),
      nickname: unset(text),
      visits: unset(fc.nat({ max: 19 }).map(String)),
    }),
    tickets: fc.integer({ min: 0, max: 19 }),
  })
  .map((properties) => ({ ...BLANK, ...properties }));
