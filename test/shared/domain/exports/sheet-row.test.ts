/** A row of a spreadsheet as XML. That readers give every text back is held by services/exports/forms.test.ts. */
import { expect, it } from 'vitest';
import { MOST_SHEET_ROWS, sheetRow } from '../../../../shared/domain/exports/xlsx.ts';

const text = (at: string, written: string, space = '') =>
  `<c r="${at}" t="inlineStr"><is><t${space}>${written}</t></is></c>`;
const KEPT = ' xml:space="preserve"';

it.each<[what: string, cell: string | boolean, written: string]>([
  ['a text', 'Ann', text('A7', 'Ann')],
  ['spaces within', 'Ann Bo', text('A7', 'Ann Bo')],
  ['a space before', ' Ann', text('A7', ' Ann', KEPT)],
  ['a space behind', 'Ann ', text('A7', 'Ann ', KEPT)],
  ['a line break', 'a\nb', text('A7', 'a\nb', KEPT)],
  ['a tab', 'a\tb', text('A7', 'a\tb', KEPT)],
  ['signs of XML', '<a & b>', text('A7', '&lt;a &amp; b&gt;')],
  ['a return', 'a\rb', text('A7', 'a_x000D_b')],
  ['a character that XML cannot hold', '\u0007', text('A7', '_x0007_')],
  ['what looks like an escape', '_x0041_', text('A7', '_x005F_x0041_')],
  ['what does not', '_x41_', text('A7', '_x41_')],
  ['half a character', '\ud800', text('A7', '\ufffd')],
  ['yes', true, '<c r="A7" t="b"><v>1</v></c>'],
  ['no', false, '<c r="A7" t="b"><v>0</v></c>'],
  ['nothing', '', ''],
])('writes %s', (_, cell, written) => {
  expect(sheetRow(7, [cell])).toBe(`<row r="7">${written}</row>`);
});

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('names column %i %s', (column, name) => {
  const cells = Array.from({ length: column + 1 }, (_, at) => (at === column ? 'x' : ''));
  expect(sheetRow(1, cells)).toBe(`<row r="1">${text(`${name}1`, 'x')}</row>`);
});

it('knows how many rows a sheet of Excel has', () => expect(MOST_SHEET_ROWS).toBe(2 ** 20));
