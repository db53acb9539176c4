/** Rows of a sheet, its header among them (Excel's limit since 2007). */
export const MOST_SHEET_ROWS = 1_048_576;

/** Escapes texts that look like an escape: `_x0041_` would be read as `A`. */
export const xlsxText = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** A text, a flag, a number, or a date and time by its number of days since 1899-12-30. */
export type SheetCell = string | boolean | number | { readonly day: number };

/** A row of a sheet by its number, from 1. Dates have the second style of the workbook. Empty cells are left out. */
export function sheetRow(number: number, cells: readonly SheetCell[]): string {
  const written = cells.map((cell, column) => {
    if (cell === '') return '';
    const at = `${letters(column)}${number}`;
    if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
    if (typeof cell === 'object') return `<c r="${at}" s="1"><v>${cell.day}</v></c>`;
    const space = /^\s|\s$|[\n\t]/.test(cell) ? ' xml:space="preserve"' : '';
    return `<c r="${at}" t="inlineStr"><is><t${space}>${xml(xlsxText(cell))}</t></is></c>`;
  });
  return `<row r="${number}">${written.join('')}</row>`;
}

/** A column's name: `A` to `Z`, then `AA`. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text in XML. What XML cannot hold, and a return that it would turn into a line break, is written as Excel does. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML cannot hold
    .replace(/[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]/g, (char) => ENTITIES[char] ?? excelEscape(char));

const excelEscape = (char: string): string => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
