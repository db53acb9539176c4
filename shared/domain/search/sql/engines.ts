/** Engines that read the files. */

import type { DateEnv, Query, QueryNode } from '../../../query/query.ts';
import type { WorkspaceId } from '../../ids.ts';
import type { PlainSearch } from '../search.ts';
import { conditionSql, type SqlDialect } from './condition.ts';
import { SQL_COLUMNS } from './names.ts';
import { ALL_PEOPLE, fieldTableColumns, TABLE_COLUMNS } from './table.ts';
import { sqlText } from './text.ts';

/** What an engine reads. */
interface SqlSource extends SqlDialect {
  /** What comes after FROM; it has the columns of fields that a query names, also where no file has them. */
  from(files: readonly string[], query: Query): string;
  /** The column with the name of a row's file. */
  readonly file: string;
}

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

/** Whom a query finds, of rows that are alike. Throws for what no file tells. */
const whereSql = ({ root }: Query, env: DateEnv, dialect: SqlDialect): string => nodeSql(root, env, dialect);

function nodeSql(node: QueryNode, env: DateEnv, dialect: SqlDialect): string {
  if (node.kind === 'condition') return conditionSql(node, env, dialect);
  return `(${node.children.map((child) => nodeSql(child, env, dialect)).join(`\n    ${node.operator} `)})`;
}

/**
 * The uuids of a search's matches. A row of a later file replaces the row with the same uuid of every earlier one.
 *
 * @param files - all files of one snapshot, oldest first, as the engine names them
 */
export function searchSql({ query, folders, env }: PlainSearch, files: readonly string[], source: SqlSource): string {
  const places = files.map((file, place) => `(${sqlText(file)}, ${place})`).join(',\n    ');
  return `WITH places (file, place) AS (
  VALUES
    ${places}
), latest AS (
  SELECT people.*, row_number() OVER (PARTITION BY ${SQL_COLUMNS.uuid} ORDER BY places.place DESC) AS nth
  FROM ${source.from(files, query)} AS people JOIN places ON places.file = people.${source.file}
)
SELECT ${SQL_COLUMNS.uuid} AS uuid
FROM latest
WHERE nth = 1 AND NOT deleted AND folder IN (${folders.map(sqlText).join(', ')})
  AND ${whereSql(query, env, source)}`;
}
