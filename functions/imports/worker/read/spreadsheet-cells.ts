/** The texts of a spreadsheet's cells, which keep what they mean: numbers, days, times, yes and no. */
import { unzipSync, zipSync } from 'fflate';
import type { CellValue } from 'hucre/xlsx';
import { withoutTrailingZeros } from '../../../../shared/domain/trailing-zeros.ts';
import type { ReadingBudget } from './budget.ts';
import { type Archive, textIn } from './zip.ts';

/** What a workbook says of its cells. */
export interface Workbook {
  readonly bytes: Uint8Array;
  /** Its days are counted from 1904, as old Excel for Mac did. */
  readonly since1904: boolean;
}

const STYLES = 'xl/styles.xml';

/** Currencies in formats, such as `[$€-de-DE]`: the library takes their letters for those of days and years. */
const CURRENCY = /\[\$[^[\]]*\]/g;

/** Throws FileError for a part of it that is larger than the archive says, since the library holds them in memory. */
export async function workbookOf(archive: Archive, workbook: string, budget: ReadingBudget): Promise<Workbook> {
  const [properties = ''] = /<(?:\w{1,40}:)?workbookPr\b[^<>]*/.exec(workbook) ?? [];
  const since1904 = /\bdate1904="(?:1|true)"/.test(properties);
  for (const { open } of archive.files) for await (const _ of await open());
  const styles = await textIn(archive, STYLES, budget);
  const plain = styles.replace(/\bformatCode="[^"]*"/g, (format) =>
    format.replace(CURRENCY, (currency) => (/[^$\-\w[\]]/.test(currency) ? '' : currency)),
  );
  return { bytes: plain === styles ? archive.bytes : withStyles(archive, plain, budget), since1904 };
}

function withStyles({ bytes, files }: Archive, styles: string, budget: ReadingBudget): Uint8Array {
  budget.hold(2 * files.reduce((sum, { size }) => sum + size, 0));
  return zipSync({ ...unzipSync(bytes), [STYLES]: new TextEncoder().encode(styles) }, { level: 0 });
}

export function sheetCellText(value: CellValue, { since1904 }: Pick<Workbook, 'since1904'>): string {
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
