/** Pages of columns, as `segmentOf` writes them: of the second version, flat, packed by zstd or not at all. */
import { zstdDecompressSync } from 'node:zlib';
import type { DataReader, PageHeader } from 'hyparquet';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';

/** A page with its values, and which of its rows have one; null: all have. */
export interface Page {
  readonly encoding: string;
  readonly rows: number;
  readonly present: Uint8Array | null;
  readonly values: Buffer;
}

export const viewOf = (bytes: Buffer) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** The values of a page. Throws when they are not as long as the page says. */
export function unpackedPage(bytes: Buffer, codec: string, size: number): Buffer {
  if (codec !== 'ZSTD' && codec !== 'UNCOMPRESSED') throw new Error(`No column is packed by ${codec}`);
  const values = codec === 'ZSTD' && bytes.length > 0 ? zstdDecompressSync(bytes) : bytes;
  if (values.length !== size) throw new Error(`A page of ${values.length} bytes instead of ${size}`);
  return values;
}

export function dataPageOf(header: PageHeader, content: Buffer, codec: string): Page {
  const page = header.data_page_header_v2;
  if (!page) throw new Error(`No page is a ${header.type}`);
  const levels = page.definition_levels_byte_length;
  const present = page.num_nulls === 0 ? null : new Uint8Array(page.num_values);
  if (present !== null) readCodes(content, 1, present, levels);
  return {
    encoding: page.encoding,
    rows: page.num_values,
    present,
    values: unpackedPage(
      content.subarray(levels),
      page.is_compressed === false ? 'UNCOMPRESSED' : codec,
      header.uncompressed_page_size - levels,
    ),
  };
}

/** Reads numbers of so many bits. */
export function readCodes(bytes: Buffer, width: number, into: Uint8Array | Uint32Array, length?: number): void {
  const reader: DataReader = { view: viewOf(bytes), offset: 0 };
  readRleBitPackedHybrid(reader, width, into, length);
}

/** The numbers of a dictionary's entries, of the rows that have a value. Throws for one that it does not have. */
export function dictionaryCodes({ values, rows, present }: Page, entries: number): Uint32Array {
  const codes = new Uint32Array(present === null ? rows : valuesIn(present));
  const width = values[0] ?? 0;
  if (width > 0) readCodes(values.subarray(1), width, codes, values.length - 1);
  for (let at = 0; at < codes.length; at++)
    if ((codes[at] as number) >= entries) throw new Error(`A dictionary of ${entries} has no ${codes[at]}`);
  return codes;
}

/** How many rows have a value. */
export function valuesIn(present: Uint8Array): number {
  let count = 0;
  for (let row = 0; row < present.length; row++) count += present[row] as number;
  return count;
}
