import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';
import { unzipSync } from 'fflate';
import { writeXlsxStream } from 'hucre/xlsx';
import type { TableColumn } from '../../../domain/exports/table.ts';
import { MOST_SHEET_ROWS, sheetRow, xlsxText } from '../../../domain/exports/xlsx.ts';
import type { FilePiece, StoredPiece } from '../../../messages/files.ts';
import type { ExportForm, Fragment } from './form.ts';
import { type Packed, packedTogether, type ZipEntry, zipPieces } from './zip.ts';

const deflate = promisify(deflateRaw);

/** The rows of a part that are in one sheet. */
interface Run extends Packed {
  readonly sheet: number;
}

/**
 * A workbook, which continues on a further sheet when one is full. The rows of a part are packed so that they can be
 * put behind those of another part: a sheet is one stream of a ZIP file, and each part of it ends at a whole byte.
 */
export function xlsxForm(table: readonly TableColumn[], sheetRows = MOST_SHEET_ROWS): ExportForm {
  const contacts = sheetRows - 1;
  return {
    async *fragment(batches, first) {
      const runs: Run[] = [];
      let at = first;
      for await (const rows of batches)
        for (let from = 0; from < rows.length; ) {
          const sheet = Math.floor(at / contacts);
          const before = at % contacts;
          const some = rows.slice(from, from + contacts - before);
          const xml = some.map((row, index) =>
            sheetRow(
              before + index + 2,
              table.map(({ cell }) => cell(row)),
            ),
          );
          const { bytes, ...packed } = await pack(xml.join(''));
          yield bytes;
          const last = runs.at(-1);
          if (last?.sheet === sheet) runs[runs.length - 1] = { sheet, ...packedTogether(last, packed) };
          else runs.push({ sheet, ...packed });
          from += some.length;
          at += some.length;
        }
      return runs;
    },
    async pieces(fragments) {
      const contactsInAll = fragments.reduce((sum, { rows }) => sum + rows, 0);
      const frame = await frameOf(table, Math.max(1, Math.ceil(contactsInAll / contacts)));
      const entries: ZipEntry[] = [];
      for (const [index, [open, close]] of frame.sheets.entries()) {
        const parts = [await packedBytes(open), ...runsIn(fragments, index), await packedBytes(close, true)];
        entries.push(entryOf(`xl/worksheets/sheet${index + 1}.xml`, parts));
      }
      for (const [path, bytes] of frame.others) entries.push(entryOf(path, [await packedBytes(bytes, true)]));
      return zipPieces(entries);
    },
  };
}

type PackedPiece = Packed & { readonly piece: FilePiece };

const entryOf = (path: string, parts: readonly PackedPiece[]): ZipEntry => ({
  path,
  pieces: parts.map(({ piece }) => piece),
  ...parts.map(({ piece: _, ...packed }): Packed => packed).reduce(packedTogether),
});

/** Where the rows of a sheet lie in the parts. */
function runsIn(fragments: readonly Fragment[], sheet: number): PackedPiece[] {
  return fragments.flatMap(({ key, noted }) => {
    let from = 0;
    return (noted as readonly Run[]).flatMap(({ sheet: of, ...run }) => {
      const piece: StoredPiece = { key, from, to: from + run.packed };
      from = piece.to;
      return of === sheet ? [{ ...run, piece }] : [];
    });
  });
}

async function packedBytes(content: string | Uint8Array, isLast = false): Promise<PackedPiece> {
  const { bytes, ...packed } = await pack(content, isLast);
  return { ...packed, piece: bytes };
}

/** Compresses content so that more can follow, unless it is the last of its stream. */
async function pack(text: string | Uint8Array, isLast = false): Promise<Packed & { readonly bytes: Uint8Array }> {
  const content = Buffer.from(text);
  const finishFlush = isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
  const bytes = await deflate(content, { finishFlush });
  return { bytes, packed: bytes.length, size: content.length, crc: crc32(content) };
}

/** A workbook as the library writes it, without its contacts: what is before and after them in each sheet. */
async function frameOf(table: readonly TableColumn[], sheets: number) {
  const header = table.map((column) => xlsxText(column.header));
  // A column's format becomes the style that `sheetRow` gives dates.
  const columns = table.map(({ hasDates }) => (hasDates ? { width: 20, numFmt: 'yyyy-mm-dd hh:mm' } : {}));
  const rows = [header, ...Array.from({ length: sheets }, () => ['contacts'])];
  const book = writeXlsxStream(rows, { name: 'Contact 1', maxRowsPerSheet: 2, compress: false, columns });
  const files = Object.entries(unzipSync(await buffer(book)));
  const sheetOf = (number: number): readonly [open: string, close: string] => {
    const xml = Buffer.from(files.find(([path]) => path === `xl/worksheets/sheet${number}.xml`)?.[1] ?? []).toString();
    return [xml.slice(0, xml.indexOf('<row r="2">')), xml.slice(xml.indexOf('</sheetData>'))];
  };
  return {
    sheets: Array.from({ length: sheets }, (_, index) => sheetOf(index + 1)),
    others: files.filter(([path]) => !path.startsWith('xl/worksheets/')),
  };
}
