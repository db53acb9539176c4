/** Engines that read the files. */
import type { WorkspaceId } from '../../ids.ts';
import type { SqlSource } from './statement.ts';
import { ALL_PEOPLE, fieldTableColumns, TABLE_COLUMNS } from './table.ts';
import { sqlText } from './text.ts';

/** DuckDB, which reads files of this machine or of S3. */
export const DUCKDB: SqlSource = {
  file: 'filename',
  matches: (column, expression) => `regexp_matches(${column}, ${expression})`,
  from(files, query) {
    const read = `read_parquet([${files.map(sqlText).join(', ')}], union_by_name = true, filename = true)`;
    const types = { string: 'VARCHAR', bigint: 'BIGINT', boolean: 'BOOLEAN' } as const;
    const columns = fieldTableColumns(query).map(([name, type]) => `CAST(NULL AS ${types[type]}) AS ${name}`);
    if (columns.length === 0) return read;
    return `(SELECT * FROM ${read} UNION ALL BY NAME SELECT ${columns.join(', ')} WHERE FALSE)`;
  },
};

/** Athena: by the stack's table, or for a query about fields by one that `athenaTable` makes. */
export const athena = (database: string, workspace: WorkspaceId): SqlSource => ({
  file: 'file_path',
  matches: (column, expression) => `regexp_like(${column}, ${expression})`,
  from(_, query) {
    const own = `${database}.${tableNameOf(workspace)}`;
    const table =
      fieldTableColumns(query).length > 0 ? own : `${database}.${ALL_PEOPLE} WHERE workspace = ${sqlText(workspace)}`;
    return `(SELECT *, "$path" AS file_path FROM ${table})`;
  },
});

const tableNameOf = (workspace: WorkspaceId): string => `people_${workspace.replaceAll('-', '_')}`;

/** Statements that make the table of a workspace anew, with the fields of a query; none for one without fields. */
export function athenaTable(
  database: string,
  workspace: WorkspaceId,
  query: Parameters<SqlSource['from']>[1],
  location: string,
): readonly string[] {
  const fields = fieldTableColumns(query);
  if (fields.length === 0) return [];
  const table = `${database}.${tableNameOf(workspace)}`;
  const columns = [...TABLE_COLUMNS, ...fields].map(([name, type]) => `  \`${name}\` ${type}`).join(',\n');
  return [
    `DROP TABLE IF EXISTS ${table}`,
    `CREATE EXTERNAL TABLE ${table} (\n${columns}\n) STORED AS PARQUET LOCATION ${sqlText(location)}`,
  ];
}
