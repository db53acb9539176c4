import * as z from 'zod/mini';
import { type ColumnText, parseColumn } from '../../exports/columns.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../exports/file.ts';
import { isRefusal } from '../../refusals/refusal.ts';
import { choice, list, text } from '../../schema.ts';
import type { Assets } from '../../workspace.ts';
import { type DeclaredKind, ofKind, publicBody, type WorkAsked } from './kind.ts';

/** Writes contacts into a file, and changes none (ADR 042). */
export interface Export {
  readonly type: 'export';
  readonly format: ExportFormat;
  /** Null: everything that an import can read back. */
  readonly columns: readonly ColumnText[] | null;
}

/** Limit of named columns, which are in the job's header. */
const MOST_COLUMNS = 100;

export const isExport = ofKind<Export>('export');

export const exportContacts: DeclaredKind<Export> = {
  type: 'export',
  body: publicBody({
    fields: {
      format: choice(EXPORT_FORMATS),
      columns: z.optional(z.nullable(list(text({ max: 100 }), MOST_COLUMNS))),
    },
    work: ({ format, columns = null }, assets) => workOf(format, columns, assets),
    changesNothing: true,
    previewFirst: null,
  }),
  operation: { type: 'export' },
  does: () => 'export',
  target: ({ format, columns }) => ({ format, ...(columns !== null && { columns }) }),
  refuseUndo: { code: 'undo_export' },
  steeredBy: 'writers',
  approval: () => 'export',
  ends: 'files',
};

function workOf(format: ExportFormat, columns: readonly string[] | null, assets: Assets): WorkAsked<Export> {
  if (columns?.length === 0) return { field: 'columns', problem: { code: 'export_no_columns' } };
  const named: ColumnText[] = [];
  for (const column of columns ?? []) {
    const found = parseColumn(column, assets);
    if (isRefusal(found)) return { field: 'columns', problem: found };
    if (!named.includes(found)) named.push(found);
  }
  return { work: { type: 'export', format, columns: columns && named } };
}
