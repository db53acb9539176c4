/** A number reads as one address in whatever form it stands in a cell, and lost digits are never made up. */
import fc from 'fast-check';
import { getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { takeUrns } from '../../../../shared/domain/contacts/properties/urns-imported.ts';
import { runs } from '../../../support/property/runs.ts';

const COUNTRIES = ['RW', 'KE', 'UG', 'TZ', 'CD', 'SN', 'CI', 'ZA', 'NG', 'FR', 'GB', 'US', 'BR', 'IN', 'EG'] as const;

/** A number like the country's example, with other last digits. */
const numbers = fc
  .record({ country: fc.constantFrom(...COUNTRIES), last: fc.integer({ min: 0, max: 999 }) })
  .map(({ country, last }) => {
    const { number, nationalNumber } = getExampleNumber(country, examples) ?? expect.fail();
    const end = String(last).padStart(3, '0');
    return {
      country,
      digits: `${number.slice(1, -3)}${end}`,
      national: `${nationalNumber.slice(0, -3)}${end}`,
      code: getCountryCallingCode(country),
    };
  });
type Number = typeof numbers extends fc.Arbitrary<infer One> ? One : never;

const grouped = (digits: string, by: number, separator: string): string =>
  digits.replace(new RegExp(`(?<=\\d)(?=(?:\\d{${by}})+$)`, 'g'), separator);

/** Ways to write a number so that anybody can dial it. */
const INTERNATIONAL: readonly ((one: Number) => string)[] = [
  ({ digits }) => `+${digits}`,
  ({ digits }) => `00${digits}`,
  ({ digits }) => `00 ${grouped(digits, 3, ' ')}`,
  ({ digits }) => `+${grouped(digits, 3, '-')}`,
  ({ digits }) => `+${grouped(digits, 2, '.')}`,
  ({ code, national }) => `(+${code}) ${national}`,
  ({ code, national }) => `+${code} (${national.slice(0, 3)}) ${national.slice(3)}`,
  ({ code, national }) => `011 ${code} ${grouped(national, 3, '-')}`,
  ({ digits }) => `tel:+${digits}`,
  ({ digits }) => `\u202a+${grouped(digits, 3, '\u00a0')}\u202c`,
  ({ digits }) => `${digits}.0`,
  ({ digits }) => `+${digits[0]}.${digits.slice(1)}E+${digits.length - 1}`,
  ({ digits }) => `${digits[0]},${digits.slice(1)}e${digits.length - 1}`,
  ({ digits }) => `${digits[0]}.${digits.slice(1)}00E+${digits.length - 1}`,
  ({ digits }) => grouped(digits, 3, ','),
];

const read = (text: string, country: string | null): readonly string[] => {
  const urns: string[] = [];
  return takeUrns(urns, 'tel', text, { country, exact: false }) === null ? urns : [];
};

describe('a number', () => {
  it('reads as the same address in all forms, with its country or without', () => {
    fc.assert(
      fc.property(numbers, fc.nat(INTERNATIONAL.length - 1), fc.boolean(), (one, form, known) => {
        const text = INTERNATIONAL[form]?.(one) ?? '';
        // Ten digits without `+` may be any country's.
        fc.pre(one.digits.length > 10 || /^\W*(?:\+|0)/.test(text));
        expect([text, read(text, known ? one.country : null)]).toEqual([text, [`tel:+${one.digits}`]]);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('in national form reads by its country, and never without', () => {
    const trunk = (country: string) => (['US', 'SN', 'CI', 'IN'].includes(country) ? '' : '0');
    fc.assert(
      fc.property(numbers, fc.constantFrom('', ' ', '-', '.'), ({ country, national, digits }, separator) => {
        fc.pre(country !== 'BR');
        const text = grouped(`${trunk(country)}${national}`, 3, separator);
        expect([text, read(text, country)]).toEqual([text, [`tel:+${digits}`]]);
        expect(read(text, null).filter((urn) => urn !== `tel:+${digits}`)).toEqual([]);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('that has lost digits is refused', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 8 }), ({ digits, country }, kept) => {
        const text = `${digits[0]}.${digits.slice(1, 1 + kept)}E+${digits.length - 1}`.replace('.E', 'E');
        const problem = takeUrns([], 'tel', text, { country, exact: false });
        expect(problem).toMatchObject({ reason: 'shortened_number' });
      }),
      { numRuns: runs(500) },
    );
  });
});

it.each([
  ['0788123456 / 0788123457', ['tel:+250788123456', 'tel:+250788123457']],
  ['0788123456 or +254722000111', ['tel:+250788123456', 'tel:+254722000111']],
  ['0788123456\n0788123457', ['tel:+250788123456', 'tel:+250788123457']],
  ['0788123456, 0788123457', ['tel:+250788123456', 'tel:+250788123457']],
  ...['and', 'et', 'y', 'e', 'o', 'ou', 'na', '-', '–'].map((word): [string, string[]] => [
    `0788123456 ${word} 0788123457`,
    ['tel:+250788123456', 'tel:+250788123457'],
  ]),
  ['0788/123/456', ['tel:+250788123456']],
  ['0788123456 / 457', []],
  ['12 Main Street', []],
])('%j has the numbers %j', (text, urns) => {
  expect(read(text, 'RW')).toEqual(urns);
});

it.each([
  ['( +250) 788 123 456', null, ['tel:+250788123456']],
  ['"+250788123456', null, ['tel:+250788123456']],
  ['250788123456.00', null, ['tel:+250788123456']],
  ['250,788,123,456 ', null, ['tel:+250788123456']],
  // A number of Johannesburg, which St Helena's would be if 011 were dialled to call abroad.
  ['0112902345', 'ZA', ['tel:+27112902345']],
  ['0112902345', null, []],
  // Norway, from America.
  ['0114722123456', null, ['tel:+4722123456']],
])('%j of %j has the numbers %j', (text, country, urns) => {
  expect(read(text, country)).toEqual(urns);
});
