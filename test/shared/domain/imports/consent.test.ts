/**
 * Which columns and files are about refusal or consent: an unrecognised refusal would bring back a person who opted
 * out.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainWords } from '../../../../shared/domain/imports/consent/plain-words.ts';
import { ConsentCounter, consentColumn, consentFile } from '../../../../shared/domain/imports/consent/recognise.ts';
import cases from '../../../cases/imports/consent-columns.json' with { type: 'json' };
import { runs } from '../../../support/property/runs.ts';

const tallyOf = (cells: readonly string[]) => {
  const tally = new ConsentCounter();
  for (const cell of cells) tally.add(cell);
  return tally.counts;
};

const becomes = (column: string, cells: readonly string[]) => {
  const found = consentColumn(column, tallyOf(cells));
  if (found === null) return null;
  return found.isSure ? found.proposal : 'ask';
};

it.each(cases)('$product: "$column" of $cells becomes $becomes', ({ column, cells, becomes: expected }) => {
  expect(becomes(column, cells)).toBe(expected);
});

it.each([
  ['unsubscribed_members_export_1234.csv', 'refuses'],
  ['DNC list.xlsx', 'refuses'],
  ['suppression_unsubscribes.csv', 'refuses'],
  ['opt-outs 2024.csv.gz', 'refuses'],
  ['Désabonnés.csv', 'refuses'],
  ['bajas 2024.csv', 'may refuse'],
  ['farmers_kigali.xlsx', null],
  ['contacts.csv', null],
  ['nonsubscribed_members_1.csv', null],
  ['cleaned_members_1.csv', null],
  ['not_cleaned_unsubscribed.csv', 'refuses'],
  ['opt.out.csv.gz', 'refuses'],
  ['stop.list', 'may refuse'],
  ['farmers.stop', null],
  ['consent.csv', null],
])('the file %s says %s', (name, says) => {
  expect(consentFile(name)).toBe(says);
});

/** Roots of refusal and what people, forms and products put round them. */
const ROOTS = {
  en: [
    ['unsubscribed'],
    ['unsubscribe'],
    ['opt', 'out'],
    ['opted', 'out'],
    ['do', 'not', 'contact'],
    ['do', 'not', 'call'],
    ['dnd'],
    ['dnc'],
    ['blacklisted'],
    ['blocklisted'],
    ['suppressed'],
  ],
  fr: [['désabonné'], ['désinscrit'], ['ne', 'pas', 'contacter'], ['liste', 'noire']],
  es: [
    ['dado', 'de', 'baja'],
    ['no', 'molestar'],
    ['lista', 'negra'],
  ],
  pt: [['descadastrado'], ['não', 'contatar']],
  sw: [['amejiondoa'], ['kujiondoa']],
  ar: [
    ['إلغاء', 'الاشتراك'],
    ['عدم', 'الإزعاج'],
  ],
  hi: [['सदस्यता', 'समाप्त']],
} as const;
const BEFORE = [[], ['is'], ['has'], ['hs'], ['moe'], ['sms'], ['email'], ['whatsapp'], ['global'], ['contact']];
const AFTER = [
  [],
  ['flag'],
  ['yn'],
  ['sms'],
  ['email'],
  ['from', 'all'],
  ['marketing'],
  ['c'],
  ['status'],
  ['at'],
  ['date'],
];
const JOINS: readonly ((words: readonly string[]) => string)[] = [
  (words) => words.join(' '),
  (words) => words.join('_'),
  (words) => words.join('-'),
  (words) => words.join('.'),
  (words) => words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(''),
  (words) => `${words.join(' ').toUpperCase()}?`,
  (words) => `${words.join('__')}__c`,
  (words) => `${words.join('_')}___1`,
  (words) =>
    words
      .join(' ')
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, ''),
];

describe('a name that is made of a refusal and of what people put round it', () => {
  const names = fc
    .record({
      root: fc.constantFrom(...Object.values(ROOTS).flat()),
      before: fc.constantFrom(...BEFORE),
      after: fc.constantFrom(...AFTER),
      join: fc.constantFrom(...JOINS),
    })
    .map(({ root, before, after, join }) => join([...before, ...root, ...after]));

  it('is never a column like any other', () => {
    fc.assert(
      fc.property(names, fc.constantFrom(['Yes', 'No'], ['1', '0'], ['x', ''], ['2024-01-02', '']), (name, cells) => {
        expect(becomes(name, cells)).not.toBeNull();
      }),
      { numRuns: runs(2_000) },
    );
  });
});

it.each([
  ['HasOptedOutOfEmail', 'has opted out of email'],
  ['SMSOptOut2', 'sms opt out 2'],
  ['opt_out-sms (2nd)', 'opt out sms 2 nd'],
  ["N'est plus abonné", 'n est plus abonne'],
  ["Date d'arrêt", 'date d arret'],
  ["Don't call", 'don t call'],
  ['القائمة السوداءُ', 'القايمه السوداء'],
  ['ملغى', 'ملغي'],
  ['ＳＭＳ', 'sms'],
])('the words of %s are %s', (name, words) => {
  expect(plainWords(name).join(' ')).toBe(words);
});

it('words of a long question are those of its beginning', () => {
  expect(consentColumn(`${'a '.repeat(150)}unsubscribed`, tallyOf(['yes']))).toBeNull();
  expect(consentColumn(`${'a '.repeat(140)}unsubscribed`, tallyOf(['yes']))).not.toBeNull();
});

it('a column says why it is one of refusal', () => {
  expect(consentColumn('Status', tallyOf(['STOP', 'Paid']))).toEqual({
    proposal: 'opt_out',
    isSure: false,
    because: 'values',
  });
  expect(consentColumn('DND', tallyOf(['yes']))).toEqual({ proposal: 'opt_out', isSure: true, because: 'name' });
  expect(consentColumn('Why stopped', tallyOf(['moved']))).toBeNull();
});

it('cells that refuse speak under any name, whatever their case and punctuation', () => {
  const words = [
    'STOP',
    'unsubscribed',
    'opted-out',
    'blocked',
    'complained',
    'bounced',
    'non-subscribed',
    'désabonné',
  ];
  const cells = fc.constantFrom(
    ...words.flatMap((word) => [word, word.toUpperCase(), ` ${word}. `, word.replace('-', '_')]),
  );
  const name = fc.constantFrom('Column 7', 'x', 'Reply', 'Q12', 'حقل', 'Sonstiges');
  fc.assert(
    fc.property(name, cells, fc.array(fc.constantFrom('', 'hello', '12'), { maxLength: 5 }), (column, cell, others) => {
      expect(becomes(column, [...others, cell])).toBe('ask');
    }),
    { numRuns: runs(500) },
  );
});
