import { type CellValue, streamXlsxRows } from 'hucre/xlsx';
import { MOST_RECORDS, unreadable } from './limits.ts';
import { type Found, type TableRows, tableRecords } from './table.ts';
import { textIn } from './zip.ts';

/** Exports of TextIt, and of this service, have one after the other, when there are more people than rows in one. */
const NUMBERED = /^Contacts? \d+(?:_\d+)?$/;

/**
 * The records of a spreadsheet's sheet that was open when it was saved; of TextIt's exports, of all sheets. Rows count as the spreadsheet
 * counts them. Dates are in local time, as people saw them.
 */
export async function* xlsxRecords(bytes: Uint8Array): AsyncGenerator<Found> {
  const { sheets, active } = sheetsIn(textIn(bytes, 'xl/workbook.xml'));
  const meant = sheets.length > 0 && sheets.every((name) => NUMBERED.test(name)) ? sheets.keys() : [active];
  for (const sheet of meant) yield* tableRecords(rowsOf(bytes, sheet));
}

function sheetsIn(workbook: string): { readonly sheets: readonly string[]; readonly active: number } {
  const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"/g)].map(([, name = '']) => name);
  const active = Number(/\bactiveTab="(\d+)"/.exec(workbook)?.[1] ?? 0);
  return { sheets, active: active < sheets.length ? active : 0 };
}

async function* rowsOf(bytes: Uint8Array, sheet: number): TableRows {
  try {
    // Empty rows count here too: a sheet may have a million of them.
    for await (const { index, values } of streamXlsxRows(bytes, { sheet, maxRows: MOST_RECORDS + 100_000 }))
      yield { line: index + 1, cells: values.map(cellText) };
  } catch (error) {
    throw unreadable({ code: 'no_spreadsheet', reason: (error as Error).message });
  }
}

function cellText(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'boolean' ? (value ? 'true' : 'false') : value;
}

/** A number as its digits: a spreadsheet shows fifteen of them (`3.3` of the `3.3000000000000003` that it saves), and a phone number has no more. */
const numberText = (value: number): string =>
  Number.isSafeInteger(value) ? BigInt(value).toString() : String(Number(value.toPrecision(15)));

/** Fractions of a day make almost, not quite, whole seconds. Of a time of no day, which is less than one, spreadsheets show no day. */
function dateText(value: Date): string {
  const text = new Date(Math.round(value.getTime() / 1_000) * 1_000).toISOString();
  if (text < '1900') return text.slice(11, 19);
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
