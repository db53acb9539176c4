/** `npm run migrate -- --help` says what it does. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { lockDataDir } from '../infra/local/data-dir.ts';
import { startEngine } from '../infra/local/dynamodb/engine.ts';
import { openStreamLog } from '../infra/local/dynamodb/stream-log.ts';
import { dataDirOf, readSettings, variable } from '../infra/local/settings.ts';
import { type DataConfig, openData } from '../shared/data/dynamo/index.ts';
import { instant } from '../shared/domain/instant.ts';
import { migrateTables } from '../shared/services/forms/migrate.ts';
import { runCommand } from './command-line.ts';
import { findTables, isServiceRunning, pointTo, TABLE_OPTIONS } from './workspace/tables.ts';

/** The tables in a data directory, when no local service runs on it. */

interface OpenedDir extends DataConfig {
  close(): Promise<void>;
}

/** Starts the engine on `$DATA_DIR`, and points the SDK to it. Throws when there is none, or it is in use. */
async function openDataDir(say: (line: string) => void): Promise<OpenedDir> {
  const named = dataDirOf();
  const secrets = join(named, 'secrets.json');
  if (!existsSync(secrets))
    throw new Error(`No local service runs, and there is no data in ${named}: name the tables.`);
  const { dataDir, engine: choice, region } = readSettings(process.env);
  const lock = lockDataDir(dataDir);
  try {
    const engine = await startEngine(choice, dataDir, say);
    const streamLog = engine.database === null ? null : openStreamLog(engine.database, { kept: true });
    pointTo(engine.endpoint, region);
    const client = new DynamoDBClient({});
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    client.destroy();
    const called = (ending: string) => TableNames.find((name) => name.endsWith(ending)) ?? '';
    const keys: Record<string, string> = JSON.parse(readFileSync(secrets, 'utf8'));
    const [, key] = Object.entries(keys).find(([arn]) => arn.includes('HashKey')) ?? [];
    return {
      contactsTable: called('ContactsTable'),
      workspaceTable: called('WorkspaceTable'),
      hmacKey: key === undefined ? null : async () => key,
      async close() {
        await engine.stop();
        streamLog?.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

const HELP = `npm run migrate -- [--workspace-table <name> --contacts-table <name> --hash-key <arn>]
  Changes the data of an earlier release, from 1.0 on, into the form of this one, in all workspaces. Until that is done the service answers 503.
  Run it ten minutes after the new release was deployed. It prints what it changed. You may stop it and run it again at any time.

Works on the running local service ($PORT, 8080), else on the data in $DATA_DIR (.dormouse). For a deployed stack give AWS credentials and
a region in the environment, and the outputs of the data stack:

  --workspace-table <name>   or $WORKSPACE_TABLE
  --contacts-table <name>    or $CONTACTS_TABLE
  --hash-key <arn>           or $HMAC_SECRET_ARN: the output HmacSecretArn, a secret that is read
  --help                     this text`;

const say = (line: string) => console.error(line);

await runCommand({ help: HELP, options: TABLE_OPTIONS }, async (values) => {
  const isLocal = values['workspace-table'] === undefined && variable('WORKSPACE_TABLE') === undefined;
  const directory = isLocal && !(await isServiceRunning()) ? await openDataDir(say) : null;
  try {
    const data = openData(directory ?? (await findTables(values)));
    if (data.hmacKey === null) throw new Error('A migration may hash addresses: give --hash-key.');
    const report = await migrateTables({ data, now: () => instant(Date.now() * 1000), say });
    console.log(JSON.stringify(report));
    say('The data is of the present form. A running service answers from now on.');
  } finally {
    await directory?.close();
  }
});
