import { unzipSync, zipSync } from 'fflate';
import { type CellValue, streamXlsxRows } from 'hucre/xlsx';
import { cellMeaning } from '../../../../shared/domain/cells/consent.ts';
import { withoutTrailingZeros } from '../../../../shared/domain/text/trailing-zeros.ts';
import { addressIn } from './header.ts';
import { MOST_RECORDS, type ReadingBudget, unreadable } from './limits.ts';
import type { SheetLeft } from './listing.ts';
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
): Promise<{ readonly tables: readonly SheetTable[]; readonly left: readonly SheetLeft[] }> {
  const text = await textIn(archive, 'xl/workbook.xml', budget);
  const { sheets, active } = sheetsIn(text);
  const workbook = await workbookOf(archive, text, budget);
  const meant = sheets.length > 0 && sheets.every((name) => NUMBERED.test(name)) ? [...sheets.keys()] : [active];
  const others = [...sheets.keys()].filter((sheet) => !meant.includes(sheet) && alsoRead(sheets[sheet] ?? ''));
  const tableOf = (numbers: readonly number[], isMeant: boolean): SheetTable => ({
    title: sheets[numbers[0] ?? 0] ?? '',
    isMeant,
    headerBelow: () => headerBelow(rowsOf(workbook, numbers[0] ?? 0)),
    async *records() {
      for (const sheet of numbers) yield* tableRecords(rowsOf(workbook, sheet), undefined, { isPadded: true });
    },
  });
  const left: SheetLeft[] = [];
  for (const [sheet, title] of sheets.entries()) {
    if (meant.includes(sheet) || others.includes(sheet)) continue;
    const found = { title, ...(await lookAt(rowsOf(workbook, sheet))) };
    if (found.rows > 0) left.push(found);
  }
  return { tables: [tableOf(meant, true), ...others.map((sheet) => tableOf([sheet], false))], left };
}

/** The rows of a sheet that is left out, without a header, and whether one of its cells refuses messages. */
async function lookAt(all: TableRows): Promise<Omit<SheetLeft, 'title'>> {
  let rows = 0;
  let speaks = false;
  let isHeaded = false;
  for await (const { cells } of all) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (rows++ === 0) isHeaded = addressIn(cells) === -1;
    speaks ||= cells.some((cell) => cellMeaning(cell) === 'refused');
  }
  return { rows: isHeaded && rows > 1 ? rows - 1 : rows, speaks };
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

/** What a workbook says of its cells. */
interface Workbook {
  readonly bytes: Uint8Array;
  /** Its days are counted from 1904, as old Excel for Mac did. */
  readonly since1904: boolean;
}

const STYLES = 'xl/styles.xml';

/** Currencies in formats, such as `[$€-de-DE]`: the library takes their letters for those of days and years. */
const CURRENCY = /\[\$[^[\]]*\]/g;

/** Throws FileError for a part of it that is larger than the archive says, since the library holds them in memory. */
async function workbookOf(archive: Archive, workbook: string, budget: ReadingBudget): Promise<Workbook> {
  const [properties = ''] = /<(?:\w{1,40}:)?workbookPr\b[^<>]*/.exec(workbook) ?? [];
  const since1904 = /\bdate1904="(?:1|true)"/.test(properties);
  for (const file of archive.files) await refuseUnsaved(file);
  const styles = await textIn(archive, STYLES, budget);
  const plain = styles.replace(/\bformatCode="[^"]*"/g, (format) =>
    format.replace(CURRENCY, (currency) => (/[^$\-\w[\]]/.test(currency) ? '' : currency)),
  );
  return { bytes: plain === styles ? archive.bytes : withStyles(archive, plain, budget), since1904 };
}

/** A cell with a formula and no result. Of a text the result may be empty. */
const UNSAVED =
  /<(?:\w{1,40}:)?c\b(?![^<>]*\bt="str")[^<>]*>\s*<(?:\w{1,40}:)?f\b[^<>]*(?:\/>|>[^<]*<\/(?:\w{1,40}:)?f>)\s*(?:<(?:\w{1,40}:)?v\s*\/>\s*|<(?:\w{1,40}:)?v>\s*<\/(?:\w{1,40}:)?v>\s*)?<\/(?:\w{1,40}:)?c>/;
/** The longest formula has 8,192 characters, each perhaps as an entity. */
const LONGEST_FORMULA = 60_000;

/** Programs that calculate nothing save no results. Such a cell would be blank, and a wish in it would be lost. */
async function refuseUnsaved({ name, open }: Archive['files'][number]): Promise<void> {
  const [, sheet = null] = /^xl\/worksheets\/(.*)\.xml$/.exec(name) ?? [];
  let text = '';
  for await (const chunk of (await open()) as AsyncIterable<Buffer>) {
    if (sheet === null) continue;
    text = text.slice(-LONGEST_FORMULA) + chunk.toString('latin1');
    if (UNSAVED.test(text)) throw unreadable({ code: 'formulas_unsaved', sheet });
  }
}

function withStyles({ bytes, files }: Archive, styles: string, budget: ReadingBudget): Uint8Array {
  budget.hold(2 * files.reduce((sum, { size }) => sum + size, 0));
  return zipSync({ ...unzipSync(bytes), [STYLES]: new TextEncoder().encode(styles) }, { level: 0 });
}

function sheetCellText(value: CellValue, { since1904 }: Pick<Workbook, 'since1904'>): string {
  if (value === null) return '';
  if (value instanceof Date) return dateText(value, since1904 ? '1904-01-02' : '1900');
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'boolean' ? (value ? 'true' : 'false') : value;
}

/** A number's digits. A spreadsheet shows fifteen (`3.3` for 3.3000000000000003); no phone number has more. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString();
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e') ? withoutTrailingZeros(Number(text).toFixed(20)) : text;
}

/**
 * Fractions of a day give almost whole seconds. A time below one has no day, and spreadsheets show none.
 *
 * @param first - what a text with a day is not less than
 */
function dateText(value: Date, first: string): string {
  const text = new Date(Math.round(value.getTime() / 1_000) * 1_000).toISOString();
  if (text < first) return text.slice(11, 19);
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
