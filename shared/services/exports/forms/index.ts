import type { ColumnText } from '../../../domain/exports/columns.ts';
import { csvHead, csvLine } from '../../../domain/exports/csv.ts';
import type { ExportFormat } from '../../../domain/exports/file.ts';
import { jsonHead, jsonLine } from '../../../domain/exports/json.ts';
import { readableColumns } from '../../../domain/exports/readable.ts';
import type { ExportRow } from '../../../domain/exports/row.ts';
import { type SchemeCounts, tableColumns } from '../../../domain/exports/table.ts';
import { typedColumns } from '../../../domain/exports/typed.ts';
import type { Assets } from '../../../domain/workspace.ts';
import type { Batches, ExportForm } from './form.ts';
import { parquetForm } from './parquet.ts';
import { textForm } from './text.ts';
import { xlsxForm } from './xlsx.ts';

export interface FormOf {
  readonly format: ExportFormat;
  /** Null: everything that an import can read back. */
  readonly columns: readonly ColumnText[] | null;
  /** Of a table for people: times on the workspace's clock, numbers and dates as such. By default exact texts. */
  readonly readable?: boolean;
  readonly assets: Assets;
  /** For columns with the addresses of one scheme. */
  readonly schemes: SchemeCounts;
}

/** How the file of an export is written. */
export function exportForm({ format, columns, readable = false, assets, schemes }: FormOf): ExportForm {
  if (format === 'jsonl') return textForm(jsonHead(assets), (row) => jsonLine(row, columns, assets));
  if (format === 'parquet') return parquetForm(typedColumns(columns, assets));
  const exact = tableColumns(columns, { shape: format, assets, schemes });
  const table = readable ? readableColumns(exact, format, assets.settings.timezone) : exact;
  return format === 'csv' ? textForm(csvHead(table), (row) => csvLine(row, table)) : xlsxForm(table);
}

/**
 * Whether a part can be written only when all contacts are counted: rows of a sheet have numbers, and a table may have
 * a column for each address of a scheme.
 */
export const isCounted = ({ format, columns }: Pick<FormOf, 'format' | 'columns'>): boolean =>
  format === 'xlsx' || (format === 'csv' && columns !== null && columns.some((column) => column.startsWith('urn:')));

/** The largest number of addresses of each scheme that one contact has. */
export async function schemesIn(batches: Batches | Iterable<readonly ExportRow[]>): Promise<SchemeCounts> {
  const most = new Map<string, number>();
  for await (const rows of batches)
    for (const { urns } of rows) {
      const counts = new Map<string, number>();
      for (const urn of urns) {
        const scheme = urn.slice(0, urn.indexOf(':'));
        const count = (counts.get(scheme) ?? 0) + 1;
        counts.set(scheme, count);
        most.set(scheme, Math.max(count, most.get(scheme) ?? 0));
      }
    }
  return most;
}
