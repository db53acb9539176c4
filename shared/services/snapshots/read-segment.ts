/** Reads columns of segments, which are Parquet files. */
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync } from 'hyparquet';
import type { StoredColumn } from '../../domain/search/columns/stored.ts';
import { decoderOf } from './decode-column.ts';
import { gatheredReads, type ReadBytes } from './gathered-reads.ts';

export interface OpenSegment {
  readonly names: ReadonlySet<string>;
  column(name: string): Promise<StoredColumn>;
}

/** Most footers are smaller; a larger one is read again. */
const FOOTER = 64 * 1024;

/** Reads the file's footer, then each column when it is asked for. Throws what a broken file throws. */
export async function openSegment(size: number, read: ReadBytes): Promise<OpenSegment> {
  const file: AsyncBuffer = {
    byteLength: size,
    slice: async (start, end = size) => arrayOf(await read(start, Math.min(end, size))),
  };
  const metadata = await parquetMetadataAsync(file, { initialFetchSize: Math.min(FOOTER, size) });
  const gathered = gatheredReads(read);
  return {
    names: new Set(metadata.schema.slice(1).map(({ name }) => name)),
    column: (name) => readColumn(gathered, metadata, name),
  };
}

const arrayOf = (bytes: Buffer): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
};

async function readColumn(
  read: ReadBytes,
  { schema, row_groups, num_rows }: FileMetaData,
  name: string,
): Promise<StoredColumn> {
  const index = schema.slice(1).findIndex((one) => one.name === name);
  const decoder = decoderOf(schema[index + 1] ?? {}, Number(num_rows));
  for (const { columns } of row_groups) {
    const chunk = columns[index]?.meta_data;
    if (chunk === undefined) throw new Error(`No place of ${name}`);
    const from = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
    decoder.add(await read(from, from + Number(chunk.total_compressed_size)), chunk.codec);
  }
  return decoder.column();
}
