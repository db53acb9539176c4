/** Reads columns of segments, which are Parquet files. */
import { zstdDecompressSync } from 'node:zlib';
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetRead } from 'hyparquet';
import {
  FlagColumn,
  NumberColumn,
  type StoredColumn,
  TextColumn,
  UuidColumn,
} from '../../domain/search/columns/stored.ts';

/** Reads bytes of a file: from one place, up to another that is not included. */
type ReadBytes = (from: number, to: number) => Promise<Buffer>;

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
  return {
    names: new Set(metadata.schema.slice(1).map(({ name }) => name)),
    column: (name) => readColumn(file, metadata, name),
  };
}

const arrayOf = (bytes: Buffer): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
};

async function readColumn(file: AsyncBuffer, metadata: FileMetaData, name: string): Promise<StoredColumn> {
  const rows = Number(metadata.num_rows);
  const element = metadata.schema.find((one) => one.name === name);
  const texts = new Texts();
  const values: ArrayLike<unknown>[] = [];
  await parquetRead({
    file,
    metadata,
    columns: [name],
    // The values of texts and uuids are numbers of what was kept here; a dictionary's texts come once each.
    parsers: {
      stringFromBytes: (bytes) => bytes && texts.add(bytes),
      uuidFromBytes: (bytes) => bytes && texts.add(bytes),
      timestampFromMicroseconds: (micros) => (micros === null || micros === undefined ? null : Number(micros)),
    },
    compressors: { ZSTD: (bytes) => zstdDecompressSync(bytes) },
    onChunk: ({ columnData, rowStart }) => {
      values[rowStart] = columnData as ArrayLike<unknown>;
    },
  });
  const chunks = Object.entries(values).map(([start, chunk]) => [Number(start), chunk] as const);
  if (chunks.reduce((sum, [, chunk]) => sum + chunk.length, 0) !== rows) throw new Error(`Not all rows of ${name}`);
  switch (element?.type) {
    case 'FIXED_LEN_BYTE_ARRAY':
      return new UuidColumn(texts.bytes());
    case 'BYTE_ARRAY':
      return new TextColumn(filled(new Uint32Array(rows), chunks), texts.ends(), texts.bytes());
    case 'BOOLEAN':
      return new FlagColumn(filled(new Uint8Array(rows), chunks));
    default:
      return new NumberColumn(filled(new Float64Array(rows).fill(Number.NaN), chunks));
  }
}

/** Null and undefined leave what is there. */
function filled<Values extends Uint32Array | Uint8Array | Float64Array>(
  into: Values,
  chunks: readonly (readonly [start: number, values: ArrayLike<unknown>])[],
): Values {
  for (const [start, values] of chunks)
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value !== null && value !== undefined) into[start + i] = Number(value);
    }
  return into;
}

/** Texts after each other in one buffer that grows. */
class Texts {
  #bytes = Buffer.allocUnsafe(4096);
  #ends = new Uint32Array(256);
  #count = 0;
  #end = 0;

  /** Returns the number of the text, from 1. */
  add(text: Uint8Array): number {
    while (this.#end + text.length > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    this.#bytes.set(text, this.#end);
    this.#end += text.length;
    if (this.#count === this.#ends.length) {
      const larger = new Uint32Array(this.#ends.length * 2);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#ends[this.#count] = this.#end;
    this.#count += 1;
    return this.#count;
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#end));
  }

  ends(): Uint32Array {
    return this.#ends.slice(0, this.#count);
  }
}
