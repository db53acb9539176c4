import * as z from 'zod/mini';
import { localUrl, variable } from '../../infra/local/settings.ts';
import type { DataConfig } from '../../shared/data/dynamo/index.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';

const infoSchema = z.object({
  dynamodb: z.object({
    endpoint: z.url(),
    tables: z.object({ contacts: z.string(), workspace: z.string() }),
  }),
  secrets: z.object({ endpoint: z.url(), arns: z.array(z.string()) }),
});

/** The tables, and the secret with the address key, on the command line. */
export const TABLE_OPTIONS = {
  'workspace-table': { type: 'string' },
  'contacts-table': { type: 'string' },
  'hash-key': { type: 'string' },
} as const;

/** What the help of a command says of them. */
export const TABLES_HELP = `Works on the running local service ($PORT, 8080). For a deployed stack give AWS credentials and a region in the environment, and the outputs of the
data stack:

  --workspace-table <name>   or $WORKSPACE_TABLE
  --contacts-table <name>    or $CONTACTS_TABLE`;

type GivenTables = { readonly [Name in keyof typeof TABLE_OPTIONS]?: string | undefined };

interface FoundTables extends DataConfig {
  /** The secret with the address key. */
  readonly hashKey: string | undefined;
}

/** Finds the tables: by name on AWS, or the local service's, to whose engine the SDK is then pointed. */
export async function findTables({
  'workspace-table': workspaceTable = variable('WORKSPACE_TABLE'),
  'contacts-table': contactsTable = variable('CONTACTS_TABLE'),
  'hash-key': hashKey = variable('HMAC_SECRET_ARN'),
}: GivenTables): Promise<FoundTables> {
  if (workspaceTable !== undefined) {
    if (!contactsTable) throw new Error('Name both tables: give --contacts-table, too.');
    const hmacKey = hashKey === undefined ? null : hmacKeyOf(hashKey);
    return { workspaceTable, contactsTable, hmacKey, hashKey };
  }
  const { dynamodb, secrets } = await localInfo(localUrl());
  pointTo(dynamodb.endpoint);
  process.env['AWS_ENDPOINT_URL_SECRETS_MANAGER'] = secrets.endpoint;
  const { workspace, contacts } = dynamodb.tables;
  return {
    workspaceTable: workspace,
    contactsTable: contacts,
    hmacKey: hmacKeyOf(secrets.arns[0]),
    hashKey: secrets.arns[0],
  };
}

/** Points the SDK to a local engine of tables. */
export const pointTo = (endpoint: string, region = variable('AWS_REGION') ?? 'eu-west-1') =>
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });

const hmacKeyOf = (hmacSecretArn: string | undefined) => openHmacKey({ hmacSecretArn, traces: false });

/** Whether anything answers where the local service would. */
export const isServiceRunning = (): Promise<boolean> =>
  fetch(`${localUrl()}/_local/info`).then(
    () => true,
    () => false,
  );

async function localInfo(url: string): Promise<z.output<typeof infoSchema>> {
  const answer = await fetch(`${url}/_local/info`).catch((cause: unknown) => {
    const instead = 'Run npm start first, or name the deployed tables: --workspace-table.';
    throw new Error(`No local service at ${url}. ${instead}`, { cause });
  });
  if (!answer.ok) throw new Error(`${url} is not the local service: it answered ${answer.status} to /_local/info.`);
  const info = z.safeParse(infoSchema, await answer.json().catch(() => null));
  if (!info.success) throw new Error(`${url} is not the local service: its /_local/info is something else.`);
  return info.data;
}
