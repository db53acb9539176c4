/** A search of a workspace as SQL over the files of its snapshot, for people with other tools. */
import { readSnapshot } from '../../data/snapshots/index.ts';
import { loadAssets } from '../../data/workspace/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { formatInstant } from '../../domain/instant.ts';
import { plainSearch, readSearch } from '../../domain/search/search.ts';
import { athena, athenaTable, DUCKDB, searchSql } from '../../domain/search/sql/engines.ts';
import { NotInSqlError } from '../../domain/search/sql/text.ts';
import type { WorkerRuntime } from '../runtime.ts';
import { fileOf } from './segments.ts';

interface AsSql {
  readonly query: string;
  readonly engine: 'duckdb' | 'athena';
  /** Where the files are, before `snapshots/`: `s3://<bucket>`, or a folder. */
  readonly files: string;
  /** Of Athena. */
  readonly database: string;
}

/** Throws for a query that cannot be read, or asked of the files; and when there is no snapshot for it. */
export async function searchAsSql(
  { data, now }: Pick<WorkerRuntime, 'data' | 'now'>,
  workspace: WorkspaceId,
  { query: text, engine, files, database }: AsSql,
): Promise<string> {
  const read = readSearch(text, null, await loadAssets(data, workspace), now());
  if (!read.ok) throw new Error(`The query cannot be read: ${read.error.message}`);
  const search = plainSearch(read.search);
  if (search === null) throw new NotInSqlError('history');
  const snapshot = (await readSnapshot(data, workspace))?.snapshot ?? null;
  if (snapshot === null) throw new Error('There is no snapshot. A search makes one, if the workspace is large enough.');
  if (!snapshot.segments.every(({ forSql }) => forSql))
    throw new Error(
      'Not every file has columns for SQL: deploy with athena=true, and wait 14 hours until all are rewritten.',
    );
  let base = files;
  while (base.endsWith('/')) base = base.slice(0, -1);
  const names = snapshot.segments.map(({ file }) => `${base}/${fileOf(workspace, file)}`);
  const source = engine === 'duckdb' ? DUCKDB : athena(database, workspace);
  const location = `${base}/${fileOf(workspace, '')}`;
  const tables = engine === 'duckdb' ? [] : athenaTable(database, workspace, search.query, location);
  const asOf = `-- As of ${formatInstant(snapshot.at)}: later changes are not in the files.`;
  return [asOf, ...[...tables, searchSql(search, names, source)].map((statement) => `${statement};`)].join('\n');
}
