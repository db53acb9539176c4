import { type CellValue, streamXlsxRows } from 'hucre/xlsx';
import { MOST_RECORDS, unreadable } from './limits.ts';
import { type Found, type TableRows, tableRecords } from './table.ts';
import { textIn } from './zip.ts';

/** Exports with more people than rows of a sheet have several, in TextIt and here. */
const NUMBERED = /^Contacts? \d+(?:_\d+)?$/;

interface SheetTable {
  readonly title: string;
  /** It is what the file is about; else a sheet beside that. */
  readonly isMeant: boolean;
  records(): AsyncGenerator<Found>;
}

/**
 * The tables of a spreadsheet: the sheet that was open when it was saved (of TextIt's exports all, as one), and sheets
 * that `alsoRead` takes. Rows have the spreadsheet's numbers; dates are local.
 */
export function tablesIn(bytes: Uint8Array, alsoRead: (sheet: string) => boolean): readonly SheetTable[] {
  const { sheets, active } = sheetsIn(textIn(bytes, 'xl/workbook.xml'));
  const meant = sheets.length > 0 && sheets.every((name) => NUMBERED.test(name)) ? [...sheets.keys()] : [active];
  const others = [...sheets.keys()].filter((sheet) => !meant.includes(sheet) && alsoRead(sheets[sheet] ?? ''));
  const tableOf = (numbers: readonly number[], isMeant: boolean): SheetTable => ({
    ...{ title: sheets[numbers[0] ?? 0] ?? '', isMeant },
    async *records() {
      for (const sheet of numbers) yield* tableRecords(rowsOf(bytes, sheet));
    },
  });
  return [tableOf(meant, true), ...others.map((sheet) => tableOf([sheet], false))];
}

function sheetsIn(workbook: string): { readonly sheets: readonly string[]; readonly active: number } {
  const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"/g)].map(([, name = '']) => name);
  const active = Number(/\bactiveTab="(\d+)"/.exec(workbook)?.[1] ?? 0);
  return { sheets, active: active < sheets.length ? active : 0 };
}

async function* rowsOf(bytes: Uint8Array, sheet: number): TableRows {
  try {
    // Empty rows count too: a sheet may have a million.
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

/** A number's digits. A spreadsheet shows fifteen (`3.3` for 3.3000000000000003); no phone number has more. */
const numberText = (value: number): string =>
  Number.isSafeInteger(value) ? BigInt(value).toString() : String(Number(value.toPrecision(15)));

/** Fractions of a day give almost whole seconds. A time below one has no day, and spreadsheets show none. */
function dateText(value: Date): string {
  const text = new Date(Math.round(value.getTime() / 1_000) * 1_000).toISOString();
  if (text < '1900') return text.slice(11, 19);
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
