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
  const [, name = ''] = /<meta\b[^>]*charset\s*=\s*["']?\s*([\w-]+)/i.exec(first) ?? [];
  try {
    return name === '' ? null : new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/** The people in the table of a web page that has most cells. Throws FileError without a table. */
export async function htmlListing(
  name: string,
  text: () => AsyncIterable<string>,
): Promise<Pick<Listing, 'format' | 'records' | 'warnings'>> {
  const counted = new Map<number, number>();
  for await (const { table, cells } of htmlRows(text()))
    counted.set(table, (counted.get(table) ?? 0) + cells.filter((cell) => cell !== '').length);
  const [largest, ...others] = [...counted].sort(([, one], [, other]) => other - one);
  if (largest === undefined || largest[1] === 0) throw unreadable({ code: 'html_without_table' });
  const left = others.filter(([, count]) => count > 3).map(([table]) => `table ${table + 1}`);
  return {
    format: 'html',
    warnings: left.length === 0 ? [] : [{ code: 'warn_left_out', file: name, files: left.sort().join(', ') }],
    records: () => recordsIn(htmlRows(text()), largest[0]),
  };
}

async function* recordsIn(rows: AsyncIterable<HtmlRow>, wanted: number): AsyncGenerator<Found> {
  async function* ofTable() {
    for await (const { table, row, cells } of rows) if (table === wanted) yield { line: row, cells };
  }
  yield* tableRecords(ofTable());
}
