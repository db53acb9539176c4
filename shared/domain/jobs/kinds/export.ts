import * as z from 'zod/mini';
import { type ColumnText, parseColumn } from '../../exports/columns.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../exports/file.ts';
import { isRefusal } from '../../refusals/refusal.ts';
import { choice, flag, list, text } from '../../schema.ts';
import type { Assets } from '../../workspace.ts';
import { type DeclaredKind, ofKind, publicBody, type WorkAsked } from './kind.ts';

/** Writes contacts into a file, and changes none (ADR 042). */
export interface Export {
  readonly type: 'export';
  readonly format: ExportFormat;
  /** Null: everything that an import can read back. */
  readonly columns: readonly ColumnText[] | null;
  /** Of a table: it is written for people who open it in a spreadsheet. Absent: exact, for programs. */
  readonly readable?: true;
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
      /** Times on the workspace's clock, and in XLSX dates and numbers as such. */
      readable: z.optional(flag()),
    },
    work: ({ format, columns = null, readable }, assets) =>
      workOf({ type: 'export', format, columns, ...(readable && { readable }) }, assets),
    changesNothing: true,
    previewFirst: null,
  }),
  operation: { type: 'export' },
  does: () => 'export',
  target: ({ type: _, columns, ...how }) => ({ ...how, ...(columns !== null && { columns }) }),
  refuseUndo: { code: 'undo_export' },
  steeredBy: 'writers',
  approval: () => 'export',
  ends: 'files',
};

function workOf(asked: Export, assets: Assets): WorkAsked<Export> {
  const { format, columns, readable } = asked;
  if (readable && format !== 'csv' && format !== 'xlsx')
    return { field: 'format', problem: { code: 'choices', values: 'csv, xlsx' } };
  if (columns?.length === 0) return { field: 'columns', problem: { code: 'export_no_columns' } };
  const named: ColumnText[] = [];
  for (const column of columns ?? []) {
    const found = parseColumn(column, assets);
    if (isRefusal(found)) return { field: 'columns', problem: found };
    if (!named.includes(found)) named.push(found);
  }
  return { work: { ...asked, columns: columns && named } };
}
