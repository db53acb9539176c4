import { consentFile } from '#consent-gate';
import { type HtmlRow, htmlRows } from './html-rows.ts';
import { unreadable } from './limits.ts';
import type { Listing } from './listing.ts';
import { type Found, tableRecords } from './table.ts';

/** How web pages and the XML of Excel 2003 begin. */
export const isMarkup = (first: string): boolean =>
  /^\s*<(?:!doctype|html|head|meta|body|table|div|style|!--|\?xml|(?:\w+:)?workbook)\b/i.test(first) ||
  /^\s*<!--/.test(first);

/** The code page that a web page says it is in; null when it says nothing, or none that can be read. */
export function declaredEncoding(first: string): string | null {
  const [, name = ''] = /<meta\b[^<>]{0,300}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{1,40})/i.exec(first) ?? [];
  try {
    return name === '' ? null : new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

type Part = Pick<Listing, 'name' | 'title' | 'format' | 'records' | 'warnings'>;

/**
 * The people in the table of a web page that has most cells, and in each sheet whose name speaks of opt-outs. Throws
 * FileError without a table.
 */
export async function htmlListings(name: string, text: () => AsyncIterable<string>): Promise<readonly Part[]> {
  const tables = new Map<number, { readonly sheet: string; cells: number }>();
  for await (const { table, sheet, cells } of htmlRows(text())) {
    const counted = tables.get(table) ?? { sheet, cells: 0 };
    counted.cells += cells.filter((cell) => cell !== '').length;
    tables.set(table, counted);
  }
  const [largest, ...others] = [...tables].sort(([, one], [, other]) => other.cells - one.cells);
  if (largest === undefined || largest[1].cells === 0) throw unreadable({ code: 'html_without_table' });
  const speaking = others.filter(([, { sheet }]) => consentFile(sheet) !== null);
  const left = others.filter((one) => !speaking.includes(one) && one[1].cells > 3);
  const files = left.map(([table, { sheet }]) => sheet || `table ${table + 1}`).sort();
  const partOf = ([table, { sheet }]: typeof largest): Part => ({
    ...{ name: table === largest[0] ? name : `${name}: ${sheet}`, ...(sheet !== '' && { title: sheet }) },
    ...{ format: 'html', warnings: [], records: () => recordsIn(htmlRows(text()), table) },
  });
  const warnings = files.length === 0 ? [] : [{ code: 'warn_left_out', file: name, files: files.join(', ') } as const];
  return [{ ...partOf(largest), warnings }, ...speaking.map(partOf)];
}

async function* recordsIn(rows: AsyncIterable<HtmlRow>, wanted: number): AsyncGenerator<Found> {
  async function* ofTable() {
    for await (const { table, row, cells } of rows) if (table === wanted) yield { line: row, cells };
  }
  yield* tableRecords(ofTable());
}
