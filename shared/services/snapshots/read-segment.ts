/** Reads columns of segments, which are Parquet files. */
import { type FileMetaData, parquetMetadata } from 'hyparquet';
import type { StoredColumn } from '../../domain/search/columns/stored.ts';
import { AFTER_FOOTER, columnBytes, footerLength, readColumnChecksums, requireSum } from './checksums.ts';
import { decoderOf } from './decode-column.ts';
import { gatheredReads, type ReadBytes } from './gathered-reads.ts';

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
