import { zstdDecompressSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';

export const isParquet = (content: Buffer): boolean => content.subarray(0, 4).toString('latin1') === 'PAR1';

/** Every value of a Parquet file, as text: its bytes are packed, so that nothing would be found in them. */
export async function parquetText(content: Buffer): Promise<string> {
  const file = new Uint8Array(content).buffer;
  const rows = await parquetReadObjects({ file, compressors: { ZSTD: (bytes) => zstdDecompressSync(bytes) } });
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}
