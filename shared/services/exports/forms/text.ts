import type { ExportRow } from '../../../domain/exports/row.ts';
import { type ExportForm, wholeOf } from './form.ts';

/** Lines after a first one. */
export const textForm = (head: string, lineOf: (row: ExportRow) => string): ExportForm => ({
  async *fragment(batches) {
    for await (const rows of batches) yield Buffer.from(rows.map(lineOf).join(''));
    return null;
  },
  pieces: (fragments) => [Buffer.from(head), ...fragments.map(wholeOf)],
});
