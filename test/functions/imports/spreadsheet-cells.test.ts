/** Cells of spreadsheets keep what they mean. */
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { listingsIn } from '../../../functions/imports/worker/read/listings.ts';
import { rawSheet } from '../../support/imports/spreadsheets.ts';

const FORMATS = ['0%', '[$€-de-DE] #,##0.00', 'd/m/yyyy', 'hh:mm', 'mmm-yy', '[$₦-yo-NG]#,##0', '#,##0.00" days"'];
const [PERCENT, EURO, DAY, TIME, MONTH, NAIRA, DAYS] = FORMATS.keys();
const text = (value: string) => ({ xml: `<is><t>${value}</t></is>`, attributes: 't="inlineStr"' });
const number = (value: string, format?: number) => ({
  xml: `<v>${value}</v>`,
  ...(format !== undefined && { format }),
});

/** A cell, and its text where days are counted from 1900 and from 1904. */
const CELLS: readonly (readonly [string, ReturnType<typeof number> | ReturnType<typeof text>, string, string?])[] = [
  ['a percentage', number('0.45', PERCENT), '0.45'],
  ['euros', number('1234.56', EURO), '1234.56'],
  ['naira', number('45000', NAIRA), '45000'],
  ['a number with a word', number('3.5', DAYS), '3.5'],
  ['a day', number('45395', DAY), '2024-04-13', '2028-04-14'],
  ['a day and a time', number('45395.4375', DAY), '2024-04-13 10:30:00', '2028-04-14 10:30:00'],
  ['a time of day', number('0.4375', TIME), '10:30:00'],
  ['a month', number('45383', MONTH), '2024-04-01', '2028-04-02'],
  ['yes', { xml: '<v>1</v>', attributes: 't="b"' }, 'true'],
  ['no', { xml: '<v>0</v>', attributes: 't="b"' }, 'false'],
  ['the result of a formula', { xml: '<f>A1*2</f><v>84</v>' }, '84'],
  ['the text of a formula', { xml: '<f>A1&amp;"x"</f><v>Ann</v>', attributes: 't="str"' }, 'Ann'],
  ['a failed formula', { xml: '<f>1/0</f><v>#DIV/0!</v>', attributes: 't="e"' }, '#DIV/0!'],
  ['a day of strict files', { xml: '<v>2024-04-13</v>', attributes: 't="d"' }, '2024-04-13'],
  ['a phone number with an exponent', number('2.50788000023E11'), '250788000023'],
  ['a large number', number('1E+21'), '1000000000000000000000'],
  ['a small number', number('1.5E-7'), '0.00000015'],
];

it.each([false, true])('cells are read as what they are, where days count from 1904: %s', async (since1904) => {
  const content = rawSheet([CELLS.map(([name]) => text(name)), CELLS.map(([, cell]) => cell)], {
    formats: FORMATS,
    since1904,
  });
  const name = 'a.xlsx';
  const source = { name, size: content.length, open: async () => Readable.from([content]) };
  const [listing = expect.fail()] = await listingsIn(source, { name }, { format: null, encoding: null });
  const records = [];
  for await (const record of listing.records()) records.push(record);
  const wanted = CELLS.map(([column, , usual, other = usual]) => [column, since1904 ? other : usual]);
  expect(records).toMatchObject([{ line: 2, cells: wanted.filter(([, value]) => value !== '') }]);
});
