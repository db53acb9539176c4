import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { MOST_COLUMNS, MOST_RECORD, unreadable } from './limits.ts';
import { type Found, type TableRows, tableRecords } from './table.ts';

/** The records of a CSV, with any separators of columns and lines. */
export async function* csvRecords(text: AsyncIterable<string>): AsyncGenerator<Found> {
  yield* tableRecords(csvRows(text));
}

export async function* csvRows(text: AsyncIterable<string>): TableRows {
  const { first, all, hint } = await begin(text);
  const parser = parse({
    delimiter: hint?.separator ?? delimiterOf(first),
    // All of them, even in one file: otherwise several lines could become one.
    record_delimiter: ['\r\n', '\n', '\r'],
    columns: false,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MOST_RECORD,
  });
  const source = Readable.from(all);
  source.on('error', (error) => parser.destroy(error));
  parser.on('close', () => source.destroy());
  source.pipe(parser);
  let counted = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (record.length > MOST_COLUMNS)
        throw unreadable({ code: 'line_too_many_columns', line: info.lines, most: MOST_COLUMNS });
      // It counts a line break of two characters within quotes as two lines, from then on.
      const { chars, pairs } = breaksIn(record);
      yield { line: info.lines + (hint?.lines ?? 0) - counted - chars, cells: record };
      counted += pairs;
    }
  } catch (error) {
    throw asFileError(error as CsvError);
  }
}

/** Line breaks within quotes: the parser counts up to the end of a record. */
function breaksIn(record: readonly string[]): { readonly chars: number; readonly pairs: number } {
  let [chars, pairs] = [0, 0];
  for (const cell of record) {
    if (!/[\r\n]/.test(cell)) continue;
    chars += cell.match(/[\r\n]/g)?.length ?? 0;
    pairs += cell.match(/\r\n/g)?.length ?? 0;
  }
  return { chars, pairs };
}

function asFileError(error: CsvError): Error {
  const where = typeof error['lines'] === 'number' ? ` (line ${error['lines']})` : '';
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return unreadable({ code: 'long_record', most: MOST_RECORD.toLocaleString('en'), where });
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return unreadable({ code: 'open_quote', where });
  if (error.code?.startsWith('CSV_')) return unreadable({ code: 'no_csv', where, reason: error.message });
  return error;
}

/** Reads the beginning, without Excel's hint `sep=;`, and returns it with the rest. */
async function begin(text: AsyncIterable<string>): Promise<Beginning> {
  const chunks = text[Symbol.asyncIterator]();
  let first = '';
  while (first.length < MOST_BEGINNING && first.split(/\r\n|\n|\r/, LINES + 1).length <= LINES) {
    const next = await chunks.next();
    if (next.done) break;
    first += next.value;
  }
  const [found, separator = ''] = /^"?sep=(.)"?(?:\r\n|\r|\n)/.exec(first) ?? [''];
  first = first.slice(found.length);
  async function* all() {
    yield first;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  }
  return { first, all: all(), hint: found === '' ? null : { separator, lines: 1 } };
}

interface Beginning {
  readonly first: string;
  readonly all: AsyncIterable<string>;
  /** Excel's hint for the separator, a line such as `sep=;`. */
  readonly hint: { readonly separator: string; readonly lines: number } | null;
}

/** What is looked at for the separator: lines, and characters. */
const LINES = 20;
const MOST_BEGINNING = 100_000;

/** The separator outside quotes that most lines have as often: with all of them, `Ann;a,b` would be three cells. */
function delimiterOf(first: string): string {
  const lines = first
    .replace(/"[^"]*"/g, '')
    .split(/[\r\n]+/, LINES)
    .filter((line) => line.trim() !== '');
  const counted = [',', ';', '\t', '|'].map((char) => ({
    char,
    ...usualOf(lines.map((line) => line.split(char).length - 1)),
  }));
  const more = (one: Usual, other: Usual) =>
    one.lines > other.lines || (one.lines === other.lines && one.count > other.count);
  return counted.reduce((most, one) => (more(one, most) ? one : most)).char;
}

interface Usual {
  readonly count: number;
  readonly lines: number;
}

/** The most frequent of some counts but none. */
function usualOf(counts: readonly number[]): Usual {
  const all = [...new Set(counts)].filter((count) => count > 0);
  return all
    .map((count) => ({ count, lines: counts.filter((one) => one === count).length }))
    .reduce((most, one) => (one.lines > most.lines ? one : most), { count: 0, lines: 0 });
}
