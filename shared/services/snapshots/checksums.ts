/**
 * What shows that a byte of a segment has changed. The file's name has the CRC-32 of its footer, and the footer has
 * that of each column. zstd's own checksum leaves out which rows have a value, and columns that are not packed.
 */
import { crc32 } from 'node:zlib';
import type { FileMetaData, RowGroup } from 'hyparquet';

const KEY = 'dormouse:crc32';

/** Where a column's bytes lie in its file. */
export function columnBytes(group: RowGroup, column: number): { readonly from: number; readonly to: number } {
  const chunk = group.columns[column]?.meta_data;
  if (chunk === undefined) throw new Error(`A group of rows has no column ${column}`);
  const from = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
  return { from, to: from + Number(chunk.total_compressed_size) };
}

/** An entry of the footer with the checksum of each column of each group of rows. */
export function columnChecksums(bytes: Uint8Array, groups: readonly RowGroup[]): { key: string; value: string } {
  const sums = groups.map((group) =>
    group.columns.map((_, column) => {
      const { from, to } = columnBytes(group, column);
      return crc32(bytes.subarray(from, to));
    }),
  );
  return { key: KEY, value: JSON.stringify(sums) };
}

/** The checksums of columns, by group of rows. */
export function readColumnChecksums({ key_value_metadata }: FileMetaData): readonly (readonly number[])[] {
  return JSON.parse(key_value_metadata?.find(({ key }) => key === KEY)?.value ?? '[]');
}

/** Throws when bytes are not those that were written, and when nothing says what was. */
export function requireSum(bytes: Uint8Array, sum: number | undefined): void {
  if (crc32(bytes) !== sum) throw new Error('Bytes of a segment have changed');
}

/** Bytes after a footer: its length, and the format's mark. */
export const AFTER_FOOTER = 8;

/** The footer's length, by the last bytes of a file. */
export const footerLength = (end: Buffer): number => end.readUInt32LE(end.length - AFTER_FOOTER);

/** The name of a file by its number in the folder, with the checksum of its footer. */
export function segmentName(number: number, content: Buffer): string {
  const footer = content.subarray(content.length - AFTER_FOOTER - footerLength(content));
  return `${number}-${crc32(footer).toString(16).padStart(8, '0')}.parquet`;
}

/** The checksum of the footer in the name of a file. */
export const footerSum = (file: string): number =>
  Number.parseInt(/-([0-9a-f]{8})\.parquet$/.exec(file)?.[1] ?? '', 16);
