import { writeXlsxStream } from 'hucre/xlsx';
import type { ColumnText } from '../../domain/exports/columns.ts';
import { csvHead, csvLine } from '../../domain/exports/csv.ts';
import type { ExportFormat } from '../../domain/exports/file.ts';
import { jsonHead, jsonLine } from '../../domain/exports/json.ts';
import type { ExportRow } from '../../domain/exports/row.ts';
import { type SchemeCounts, tableColumns } from '../../domain/exports/table.ts';
import { xlsxText } from '../../domain/exports/xlsx.ts';
import type { Assets } from '../../domain/workspace.ts';

/** Contacts in batches, as they are read. */
type Batches = AsyncIterable<readonly ExportRow[]>;

export interface ContentOf {
  readonly format: ExportFormat;
  /** Null: everything that an import can read back. */
  readonly columns: readonly ColumnText[] | null;
  readonly assets: Assets;
  /** For columns with the addresses of one scheme. */
  readonly schemes: SchemeCounts;
}

/** The content of an export file, made while its contacts are read. */
export function contentOf(
  { format, columns, assets, schemes }: ContentOf,
  batches: Batches,
): AsyncIterable<Uint8Array> {
  if (format === 'jsonl') return texts(jsonHead(assets), batches, (row) => jsonLine(row, columns, assets));
  const table = tableColumns(columns, { shape: format, assets, schemes });
  if (format === 'csv') return texts(csvHead(table), batches, (row) => csvLine(row, table));
  return writeXlsxStream(sheet(table, batches), { name: 'Contact 1' });
}

async function* texts(head: string, batches: Batches, lineOf: (row: ExportRow) => string) {
  yield Buffer.from(head);
  for await (const rows of batches) yield Buffer.from(rows.map(lineOf).join(''));
}

async function* sheet(table: ReturnType<typeof tableColumns>, batches: Batches) {
  yield table.map(({ header }) => xlsxText(header));
  for await (const rows of batches)
    for (const row of rows)
      yield table.map(({ cell }) => {
        const value = cell(row);
        return typeof value === 'string' ? xlsxText(value) || null : value;
      });
}

/** Whether the columns depend on how many addresses of a scheme contacts have. */
export const needsSchemes = ({ format, columns }: Pick<ContentOf, 'format' | 'columns'>): boolean =>
  columns === null ? format === 'xlsx' : format !== 'jsonl' && columns.some((column) => column.startsWith('urn:'));

/** The largest number of addresses of each scheme that one contact has. */
export async function schemesIn(batches: Batches): Promise<SchemeCounts> {
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
