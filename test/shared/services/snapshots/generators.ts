/** Contacts and queries of every kind, so drawn that they often meet. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type Contact, STATUSES } from '../../../../shared/domain/contacts/contact.ts';
import { parseFieldValue } from '../../../../shared/domain/contacts/fields.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, FieldKey } from '../../../../shared/domain/ids.ts';
import { type Instant, instant, MICROS_PER_DAY } from '../../../../shared/domain/instant.ts';
import { SORT_KEYS } from '../../../../shared/domain/search/sort.ts';
import { assets, change, now } from '../../domain/contacts/world.ts';

const groups = [...assets.groups.values()];
const fields = [...assets.fields.values()];

const WORDS = ['ann', 'Bob', "o'shea", 'Ünal', 'ΟΔΟΣ', 'İpek', '王小明', 'Ann Bob', ' x ', 'a\\b', '😀'];
const NUMBERS = ['0', '18', '18.50', '-3', '.5', '0.1', '12345678901234567890', '12345678901234567891', '1e5', '007'];
const DATES = [
  '2026-11-24',
  '24-11-2026',
  '11-24-2026',
  '2026-11-23T23:30:00-05:00',
  '01/02/2020',
  '9999-12-31',
  '5 nov',
];
const PLACES = ['Rwanda > Kigali City', 'Rwanda > Kigali City > Gasabo', 'rwanda', 'Uganda >'];
const URNS = [
  'tel:+250788000001',
  'tel:0788',
  'mailto:ann@example.org',
  'line:Ann',
  'ext:a%23b',
  'ext:a\\n',
  'ext:77',
  'ext:ΟΔΟΣ',
  'ext:ΣΑ',
];

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const text = fc.oneof(word, fc.constantFrom(...NUMBERS), fc.constantFrom(...DATES), fc.constantFrom(...PLACES));
const moment = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(0, -1, 1, 7_200_000_000, 79_200_000_000))
  .map(([days, micros]) => instant(Math.floor(now / MICROS_PER_DAY) * MICROS_PER_DAY - days * MICROS_PER_DAY + micros));

const ZONES = ['Africa/Kigali', 'America/New_York', 'Pacific/Apia', 'Asia/Kathmandu'];
const STYLES = ['day_first', 'month_first', 'year_first'] as const;

/** Of a workspace anywhere: how days are read. */
export const settings = fc.record({ timezone: fc.constantFrom(...ZONES), dateStyle: fc.constantFrom(...STYLES) });

const values = fc
  .dictionary(fc.constantFrom(...fields.map(({ key }) => key)), fc.tuple(text, settings), { maxKeys: 6 })
  .map((drawn) =>
    Object.fromEntries(
      Object.entries(drawn).flatMap(([key, [value, how]]) => {
        const parsed = parseFieldValue(value, { ...how, now });
        return parsed ? [[key as FieldKey, parsed]] : [];
      }),
    ),
  );

export const contact: fc.Arbitrary<Contact> = fc
  .record({
    status: fc.constantFrom('active', 'active', ...STATUSES),
    times: fc.tuple(moment, moment),
    seen: fc.option(moment),
    dormant: fc.option(moment),
    word: fc.option(moment),
    urns: fc.uniqueArray(fc.constantFrom(...URNS), { maxLength: 3 }),
    groups: fc.subarray(groups.map(({ uuid }) => uuid)),
    name: fc.option(word),
    language: fc.option(fc.constantFrom('eng', 'fra', 'kin')),
    fields: values,
  })
  .map(({ times, seen, dormant, word, ...drawn }) => {
    const [createdOn, modifiedOn] = times.toSorted((a, b) => a - b) as [Instant, Instant];
    return {
      ...newContact({ uuid: randomUUID() as string as ContactId, now: createdOn, change }),
      ...drawn,
      modifiedOn,
      lastSeenOn: seen,
      lastWord: word && { says: 'out', on: word },
      dormantSince: drawn.status === 'active' ? dormant : null,
    };
  });

const quoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;

const EQUAL = ['=', '!='];
const PARTS = ['=', '!=', '~'];
const COMPARED = ['=', '!=', '<', '<=', '>', '>='];
const DAYS = ['2026-11-24', '24-11-2026', '11-23-2026', '2026-11-22T23:30:00-05:00', '-0d', '-1d', '-3d', '9999-12-31'];
const FIELD_VALUES = {
  text: [EQUAL, [...WORDS, ...NUMBERS]],
  number: [COMPARED, NUMBERS.slice(0, 8)],
  datetime: [COMPARED, DAYS],
  state: [EQUAL, ['Kigali City', 'rwanda']],
  district: [EQUAL, ['Gasabo']],
  ward: [EQUAL, ['Uganda']],
} as const;

/** Properties with their operators, and values that they may be compared with. */
const PROPERTIES: Readonly<Record<string, readonly [operators: readonly string[], values: readonly string[]]>> = {
  name: [PARTS, ['ann', 'Bob', "o'shea", 'ünal', 'ΟΔΟΣ', 'οδο', 'Ann Bob', '王小明', 'ip', 'İpek']],
  language: [EQUAL, ['eng', 'fra']],
  status: [EQUAL, [...STATUSES]],
  group: [EQUAL, groups.map(({ name }) => name)],
  urn: [PARTS, ['+250788000001', '0788', 'ann', 'a#b', 'δοσ', 'σα', 'ext', 'a\\']],
  tel: [PARTS, ['+250788000001', '0788']],
  mailto: [PARTS, ['ANN@example.org', 'example']],
  ext: [EQUAL, ['a#b', '77', 'a\\n', 'οδος', 'ΣΑ', 'n']],
  line: [EQUAL, ['ann']],
  tickets: [COMPARED, ['0', '1']],
  ref: [EQUAL, ['AAAAAAA']],
  created_on: [COMPARED, DAYS],
  last_seen_on: [COMPARED, DAYS],
  dormant_since: [COMPARED, DAYS],
  opted_out_on: [COMPARED, DAYS],
  plain_name: [PARTS, ['ann', 'Ünal', 'ΟΔΟΣ', 'n b', '王', 'İp', '-', '😀']],
  ...Object.fromEntries(fields.map(({ key, type }) => [`fields.${key}`, FIELD_VALUES[type]])),
};

/** Half a dozen properties can be asked for, whether they are set. */
const ASKED = [
  'name',
  'language',
  'group',
  'urn',
  'tel',
  'last_seen_on',
  'dormant_since',
  'opted_out_on',
  'plain_name',
  ...fields.map(({ key }) => key),
];

const condition = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(...Object.entries(PROPERTIES))
      .chain(([property, [operators, values]]) =>
        fc
          .tuple(fc.constantFrom(...operators), fc.constantFrom(...values))
          .map(([operator, value]) => `${property} ${operator} ${quoted(value)}`),
      ),
  },
  fc
    .tuple(fc.constantFrom(...ASKED), fc.constantFrom(...EQUAL))
    .map(([property, operator]) => `${property} ${operator} ""`),
);

export const query: fc.Arbitrary<string> = fc.letrec<{ node: string; combination: string }>((tie) => ({
  node: fc.oneof({ maxDepth: 2 }, { weight: 3, arbitrary: condition }, tie('combination')),
  combination: fc
    .tuple(fc.constantFrom(' AND ', ' OR '), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
    .map(([operator, nodes]) => `(${nodes.join(operator)})`),
})).node;

const SORTS = [...SORT_KEYS, ...fields.map(({ key }) => `fields.${key}`)];

/** Null: by modification. */
export const sort = fc.option(
  fc.tuple(fc.constantFrom('', '-'), fc.constantFrom(...SORTS)).map((parts) => parts.join('')),
);
