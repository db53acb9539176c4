/** A search as a statement of SQL over the files of a snapshot: the same people, as of the snapshot's time. */
import type { DateEnv, Query, QueryNode } from '../../../query/query.ts';
import type { PlainSearch } from '../search.ts';
import { conditionSql, type SqlDialect } from './condition.ts';
import { SQL_COLUMNS } from './names.ts';
import { sqlText } from './text.ts';

/** What an engine reads. */
export interface SqlSource extends SqlDialect {
  /** What comes after FROM; it has the columns of fields that a query names, also where no file has them. */
  from(files: readonly string[], query: Query): string;
  /** The column with the name of a row's file. */
  readonly file: string;
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
