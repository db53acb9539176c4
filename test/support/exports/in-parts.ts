import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { chunks } from '../../../shared/data/dynamo/index.ts';
import type { ExportRow } from '../../../shared/domain/exports/row.ts';
import type { ExportForm, Fragment } from '../../../shared/services/exports/forms/form.ts';
import { memoryFiles } from '../in-process/files.ts';

/** A file of parts, each made without knowing the others, in batches of some contacts. */
export async function writeInParts(form: ExportForm, parts: readonly (readonly ExportRow[])[]): Promise<Buffer> {
  const files = memoryFiles();
  const fragments: Fragment[] = [];
  let first = 0;
  for (const [number, rows] of parts.entries()) {
    let noted: unknown;
    async function* content() {
      noted = yield* form.fragment(Readable.from(chunks(rows, 300)), first);
    }
    const key = String(number);
    await files.write(key, await buffer(Readable.from(content())));
    // As it is kept between two calls.
    noted = JSON.parse(JSON.stringify(noted));
    fragments.push({ key, rows: rows.length, bytes: (await files.size(key)) ?? 0, noted });
    first += rows.length;
  }
  await files.join('file', await form.pieces(fragments), '');
  return (await files.read('file')) ?? Buffer.alloc(0);
}
