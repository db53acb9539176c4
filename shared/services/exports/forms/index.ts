import type { ColumnText } from '../../../domain/exports/columns.ts';
import { csvHead, csvLine } from '../../../domain/exports/csv.ts';
import type { ExportFormat } from '../../../domain/exports/file.ts';
import { jsonHead, jsonLine } from '../../../domain/exports/json.ts';
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
  readonly assets: Assets;
  /** For columns with the addresses of one scheme. */
  readonly schemes: SchemeCounts;
}

/** How the file of an export is written. */
export function exportForm({ format, columns, assets, schemes }: FormOf): ExportForm {
  if (format === 'jsonl') return textForm(jsonHead(assets), (row) => jsonLine(row, columns, assets));
  if (format === 'parquet') return parquetForm(typedColumns(columns, assets));
  const table = tableColumns(columns, { shape: format, assets, schemes });
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
