/**
 * Reads the pages of a column into typed arrays, by parts of hyparquet. Its own way makes an object of each value and
 * takes ten times as long. It reads what `segmentOf` writes, and nothing else: pages of the second version, of these
 * encodings.
 */
import type { SchemaElement } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import type { StoredColumn } from '../../domain/search/columns/stored.ts';
import { filledColumn } from './filled-column.ts';
import { dataPageOf, unpackedPage, viewOf } from './pages.ts';

interface ColumnDecoder {
  /** Adds the pages of a row group. */
  add(bytes: Buffer, codec: string): void;
  /** Throws when rows are missing. */
  column(): StoredColumn;
}

export function decoderOf({ type }: Pick<SchemaElement, 'type'>, rows: number): ColumnDecoder {
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
