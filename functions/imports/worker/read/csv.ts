import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { type Cutting, TextPlaces } from './cuts.ts';
import { MOST_COLUMNS, MOST_RECORD, unreadable } from './limits.ts';
import { type Found, type TableRows, tableRecords } from './table.ts';

/** The records of a CSV, with any separators of columns and lines. */
export async function* csvRecords(text: AsyncIterable<string>, cutting?: Cutting): AsyncGenerator<Found> {
  yield* tableRecords(csvRows(text, cutting), cutting);
}

export async function* csvRows(text: AsyncIterable<string>, cutting?: Cutting): TableRows {
  const places = cutting?.every === undefined ? null : new TextPlaces(cutting);
  const { all, separator, before } = await begin(places?.noting(text) ?? text, cutting);
  const parser = parse({
    delimiter: separator,
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
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const lines = info.lines + before.lines;
      if (record.length > MOST_COLUMNS)
        throw unreadable({ code: 'line_too_many_columns', line: lines - counted, most: MOST_COLUMNS });
      // It counts a line break of two characters within quotes as two lines, from then on.
      const { chars, pairs } = breaksIn(record);
      const row = { line: lines - counted - chars, cells: record };
      counted += pairs;
      if (places === null) yield row;
      else {
        const end = before.utf8 + info.bytes;
        const ended = lines - counted;
        places.pass(end);
        yield { ...row, next: () => ({ bytes: places.bytesAt(end), lines: ended, separator }) };
      }
    }
  } catch (error) {
    throw asFileError(error as CsvError, before.lines - counted);
  }
}

interface Parsed {
  readonly record: string[];
  /** Lines, and bytes of UTF-8, up to the end of the record. */
  readonly info: { readonly lines: number; readonly bytes: number };
}

/** Line breaks within quotes: the parser counts up to the end of a record. */
function breaksIn(record: readonly string[]): { readonly chars: number; readonly pairs: number } {
  let chars = 0;
  let pairs = 0;
  for (const cell of record) {
    if (!/[\r\n]/.test(cell)) continue;
    chars += cell.match(/[\r\n]/g)?.length ?? 0;
    pairs += cell.match(/\r\n/g)?.length ?? 0;
  }
  return { chars, pairs };
}

function asFileError(error: CsvError, before: number): Error {
  const where = typeof error['lines'] === 'number' ? ` (line ${error['lines'] + before})` : '';
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return unreadable({ code: 'long_record', most: MOST_RECORD.toLocaleString('en'), where });
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return unreadable({ code: 'open_quote', where });
  if (error.code?.startsWith('CSV_')) return unreadable({ code: 'no_csv', where, reason: error.message });
  return error;
}

/** Reads the beginning of a file, without Excel's hint `sep=;`, and returns it with the rest. */
async function begin(text: AsyncIterable<string>, cutting: Cutting | undefined): Promise<Beginning> {
  if (cutting?.from?.table !== undefined) {
    const { lines, table } = cutting.from;
    return { all: text, separator: table.separator, before: { lines, utf8: 0 } };
  }
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
  const before = { lines: found === '' ? 0 : 1, utf8: Buffer.byteLength(found) };
  return { all: all(), separator: separator || delimiterOf(first), before };
}

interface Beginning {
  readonly all: AsyncIterable<string>;
  readonly separator: string;
  /** What stands before it: the lines of another range, or Excel's hint for the separator, such as `sep=;`. */
  readonly before: { readonly lines: number; readonly utf8: number };
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
