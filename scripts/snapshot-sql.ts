/** `npm run snapshot-sql -- --help` says what it does. */
import { openData, requireForm } from '../shared/data/dynamo/index.ts';
import { parseUuid, type WorkspaceId } from '../shared/domain/ids.ts';
import { instant } from '../shared/domain/instant.ts';
import { searchAsSql } from '../shared/services/snapshots/as-sql.ts';
import { runCommand } from './command-line.ts';
import { findTables, TABLE_OPTIONS, TABLES_HELP } from './workspace/tables.ts';

const HELP = `npm run snapshot-sql -- <workspace> '<query>' --files s3://<bucket>
  Prints a query as SQL over the files of the workspace's snapshot. The SQL finds the same people as a search did at the time of the snapshot. It needs
  a deployment with athena=true. It reads the tables, and neither the files nor Athena. Conditions on history and ref are not in the files: they are refused.

  --files <place>            what comes before "snapshots/": s3://<bucket> with the output FilesBucket, or a folder with copies
  --engine duckdb | athena   for which engine; athena, if left out. Run the statements one by one
  --database <name>          of Athena; dormouse, if left out

${TABLES_HELP}
  --help                     this text`;

const options = {
  ...TABLE_OPTIONS,
  files: { type: 'string' },
  engine: { type: 'string', default: 'athena' },
  database: { type: 'string', default: 'dormouse' },
} as const;

await runCommand({ help: HELP, words: 2, options }, async (values, [name = '', query]) => {
  const { engine, database, files } = values;
  const workspace = parseUuid<WorkspaceId>(name);
  if (workspace === null || query === undefined || !files)
    throw new Error("Usage: npm run snapshot-sql -- <workspace> '<query>' --files s3://<bucket>. --help shows all.");
  if (engine !== 'duckdb' && engine !== 'athena') throw new Error('--engine is duckdb or athena.');
  if (!/^[a-z0-9_]{1,255}$/.test(database)) throw new Error('--database has small letters, digits and underscores.');
  const data = openData(await findTables(values));
  await requireForm(data);
  const now = () => instant(Date.now() * 1000);
  console.log(await searchAsSql({ data, now }, workspace, { query, engine, files, database }));
});
