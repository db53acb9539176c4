/** The tables in a data directory, when no local service runs on it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { lockDataDir } from '../../infra/local/data-dir.ts';
import { LOCAL_CREDENTIALS, startEngine } from '../../infra/local/dynamodb/engine.ts';
import { openStreamLog } from '../../infra/local/dynamodb/stream-log.ts';
import { dataDirOf, readSettings } from '../../infra/local/settings.ts';
import type { DataConfig } from '../../shared/data/dynamo/index.ts';

interface OpenedDir extends DataConfig {
  close(): Promise<void>;
}

/** Starts the engine on `$DATA_DIR`, and points the SDK to it. Throws when there is none, or it is in use. */
export async function openDataDir(say: (line: string) => void): Promise<OpenedDir> {
  const named = dataDirOf();
  const secrets = join(named, 'secrets.json');
  if (!existsSync(secrets))
    throw new Error(`No local service runs, and there is no data in ${named}: name the tables.`);
  const { dataDir, engine: choice, region } = readSettings(process.env);
  const lock = lockDataDir(dataDir);
  try {
    const engine = await startEngine(choice, dataDir, say);
    const streamLog = engine.database === null ? null : openStreamLog(engine.database, { kept: true });
    const environment = { AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint, AWS_REGION: region };
    const { accessKeyId, secretAccessKey } = LOCAL_CREDENTIALS;
    Object.assign(process.env, environment, {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    });
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
