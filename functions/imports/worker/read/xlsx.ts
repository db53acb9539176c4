import { streamXlsxRows } from 'hucre/xlsx';
import type { ReadingBudget } from './budget.ts';
import { MOST_RECORDS, unreadable } from './limits.ts';
import { sheetCellText, type Workbook, workbookOf } from './spreadsheet-cells.ts';
import { type Found, headerBelow, type TableRows, tableRecords } from './table.ts';
import { type Archive, textIn } from './zip.ts';

/** Exports with more people than rows of a sheet have several, in TextIt and here. */
const NUMBERED = /^Contacts? \d+(?:_\d+)?$/;

interface SheetTable {
  readonly title: string;
  /** The line of a header that stands below something else, or null. */
  headerBelow(): Promise<number | null>;
  /** It is what the file is about; else a sheet beside that. */
  readonly isMeant: boolean;
  records(): AsyncGenerator<Found>;
}

/**
 * The tables of a spreadsheet: the sheet that was open when it was saved (of TextIt's exports all, as one), and sheets
 * that `alsoRead` takes; and the others that are not empty. Rows have the spreadsheet's numbers; dates are local.
 */
export async function tablesIn(
  archive: Archive,
  alsoRead: (sheet: string) => boolean,
  budget: ReadingBudget,
): Promise<{ readonly tables: readonly SheetTable[]; readonly left: readonly string[] }> {
  const text = await textIn(archive, 'xl/workbook.xml', budget);
  const { sheets, active } = sheetsIn(text);
  const workbook = await workbookOf(archive, text, budget);
  const meant = sheets.length > 0 && sheets.every((name) => NUMBERED.test(name)) ? [...sheets.keys()] : [active];
  const others = [...sheets.keys()].filter((sheet) => !meant.includes(sheet) && alsoRead(sheets[sheet] ?? ''));
  const tableOf = (numbers: readonly number[], isMeant: boolean): SheetTable => ({
    ...{ title: sheets[numbers[0] ?? 0] ?? '', isMeant },
    headerBelow: () => headerBelow(rowsOf(workbook, numbers[0] ?? 0)),
    async *records() {
      for (const sheet of numbers) yield* tableRecords(rowsOf(workbook, sheet));
    },
  });
  const left: string[] = [];
  for (const [sheet, name] of sheets.entries())
    if (!meant.includes(sheet) && !others.includes(sheet) && (await isFilled(rowsOf(workbook, sheet)))) left.push(name);
  return { tables: [tableOf(meant, true), ...others.map((sheet) => tableOf([sheet], false))], left };
}

async function isFilled(rows: TableRows): Promise<boolean> {
  for await (const { cells } of rows) if (cells.some((cell) => cell.trim() !== '')) return true;
  return false;
}

function sheetsIn(workbook: string): { readonly sheets: readonly string[]; readonly active: number } {
  // No pattern looks past the next element, so that a file of `<sheet ` alone takes no longer than any other.
  const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\b[^<>]*?\bname="([^"<]*)"/g)].map(([, name = '']) => name);
  const active = Number(/\bactiveTab="(\d+)"/.exec(workbook)?.[1] ?? 0);
  return { sheets, active: active < sheets.length ? active : 0 };
}

async function* rowsOf(workbook: Workbook, sheet: number): TableRows {
  try {
    // Empty rows count too: a sheet may have a million.
    for await (const { index, values } of streamXlsxRows(workbook.bytes, { sheet, maxRows: MOST_RECORDS + 100_000 }))
      yield { line: index + 1, cells: values.map((value) => sheetCellText(value, workbook)) };
  } catch (error) {
    throw unreadable({ code: 'no_spreadsheet', reason: (error as Error).message });
  }
}
