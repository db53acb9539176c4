/** Reads columns of segments, which are Parquet files. */
import { type FileMetaData, parquetMetadata, type SchemaElement } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import type { StoredColumn } from '../../domain/search/columns/stored.ts';
import { AFTER_FOOTER, columnBytes, footerLength, readColumnChecksums, requireSum } from './checksums.ts';
import { filledColumn } from './filled-column.ts';
import { dataPageOf, unpackedPage, viewOf } from './pages.ts';

interface ColumnDecoder {
  /** Adds the pages of a row group. */
  add(bytes: Buffer, codec: string): void;
  /** Throws when rows are missing. */
  column(): StoredColumn;
}

/** Reads bytes of a file: from one place, up to another that is not included. */
type ReadBytes = (from: number, to: number) => Promise<Buffer>;

/** Bytes between two places that are read with both: fewer than take as long as another request to the store. */
const GAP = 128 * 1024;

interface Wanted {
  readonly from: number;
  readonly to: number;
  readonly found: (bytes: Promise<Buffer>) => void;
}

export interface OpenSegment {
  readonly names: ReadonlySet<string>;
  column(name: string): Promise<StoredColumn>;
}

/** Most footers are smaller; a larger one is read again. */
const FOOTER = 64 * 1024;

/**
 * Reads the file's footer, then each column when it is asked for. Throws what a broken file throws.
 *
 * @param sum the footer's checksum
 */
export async function openSegment(size: number, read: ReadBytes, sum: number): Promise<OpenSegment> {
  const footer = await readFooter(size, read);
  requireSum(footer, sum);
  const metadata = parquetMetadata(footer);
  const gathered = gatheredReads(read);
  return {
    names: new Set(metadata.schema.slice(1).map(({ name }) => name)),
    column: (name) => readColumn(gathered, metadata, name),
  };
}

async function readFooter(size: number, read: ReadBytes): Promise<Buffer> {
  const end = await read(Math.max(size - FOOTER, 0), size);
  const length = footerLength(end) + AFTER_FOOTER;
  if (length > size) throw new Error(`A footer of ${length} bytes in a file of ${size}`);
  return length <= end.length ? end.subarray(end.length - length) : await read(size - length, size);
}

async function readColumn(read: ReadBytes, metadata: FileMetaData, name: string): Promise<StoredColumn> {
  const { schema, num_rows } = metadata;
  const index = schema.slice(1).findIndex((one) => one.name === name);
  const decoder = decoderOf(schema[index + 1] ?? {}, Number(num_rows));
  const sums = readColumnChecksums(metadata);
  for (const [number, group] of metadata.row_groups.entries()) {
    const { from, to } = columnBytes(group, index);
    const bytes = await read(from, to);
    requireSum(bytes, sums[number]?.[index]);
    decoder.add(bytes, group.columns[index]?.meta_data?.codec ?? '');
  }
  return decoder.column();
}

/** What is asked for at the same time is read by few requests, each for places that lie near each other. */
export function gatheredReads(read: ReadBytes): ReadBytes {
  let waiting: Wanted[] = [];
  const readAll = () => {
    const all = waiting.sort((a, b) => a.from - b.from);
    waiting = [];
    for (const near of neighbours(all)) {
      const from = near[0]?.from ?? 0;
      const bytes = read(from, Math.max(...near.map(({ to }) => to)));
      for (const one of near) one.found(bytes.then((all) => all.subarray(one.from - from, one.to - from)));
    }
  };
  return (from, to) =>
    new Promise((found) => {
      if (waiting.length === 0) queueMicrotask(readAll);
      waiting.push({ from, to, found });
    });
}

function neighbours(wanted: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const groups: Wanted[][] = [];
  let end = 0;
  for (const one of wanted) {
    const last = groups.at(-1);
    if (last !== undefined && one.from - end <= GAP) last.push(one);
    else groups.push([one]);
    end = Math.max(last === undefined ? 0 : end, one.to);
  }
  return groups;
}

/**
 * Reads the pages of a column into typed arrays, by parts of hyparquet. Its own way makes an object of each value and
 * takes ten times as long. It reads what `segmentOf` writes, and nothing else: pages of the second version, of these
 * encodings.
 */
function decoderOf({ type }: Pick<SchemaElement, 'type'>, rows: number): ColumnDecoder {
  const filled = filledColumn(type, rows);
  let row = 0;
  return {
    add(bytes, codec) {
      const reader = { view: viewOf(bytes), offset: 0 };
      while (reader.offset < bytes.length) {
        const header = parquetHeader(reader);
        const content = bytes.subarray(reader.offset, reader.offset + header.compressed_page_size);
        reader.offset += header.compressed_page_size;
        if (header.dictionary_page_header) {
          const values = unpackedPage(content, codec, header.uncompressed_page_size);
          filled.addDictionary(values, header.dictionary_page_header.num_values);
          continue;
        }
        const page = dataPageOf(header, content, codec);
        if (row + page.rows > rows) throw new Error('Too many rows');
        filled.addPage(page, row);
        row += page.rows;
      }
    },
    column() {
      if (row !== rows) throw new Error(`Only ${row} of ${rows} rows`);
      return filled.column();
    },
  };
}
