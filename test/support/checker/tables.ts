import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Data } from '../../../shared/data/dynamo/client.ts';

/** A raw item. The checker knows its form from the tables' README, not from the code that wrote it. */
// biome-ignore lint/suspicious/noExplicitAny: whatever is in the table is looked at
export type Item = { readonly pk: string; readonly sk: string } & Readonly<Record<string, any>>;

/** Both tables and both indexes, every item. */
export interface Tables {
  readonly contacts: readonly Item[];
  readonly workspace: readonly Item[];
  readonly byFolder: readonly Item[];
  readonly byModified: readonly Item[];
}

/** Where a running local service keeps its tables, as `GET /_local/info` shows it under `dynamodb`. */
export interface Place {
  readonly endpoint: string;
  readonly tables: { readonly contacts: string; readonly workspace: string };
}

/** Reads the tables of a running local service. */
export async function readTablesAt({ endpoint, tables }: Place): Promise<Tables> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials }));
  const names = { contactsTable: tables.contacts, workspaceTable: tables.workspace };
  return readTables({ documents, ...names }).finally(() => documents.destroy());
}

/** Reads all of it. What is written meanwhile may be there or not. */
export async function readTables(data: Pick<Data, 'documents' | 'contactsTable' | 'workspaceTable'>): Promise<Tables> {
  const { contactsTable, workspaceTable } = data;
  const [contacts, workspace, byFolder, byModified] = await Promise.all([
    scan(data, contactsTable),
    scan(data, workspaceTable),
    scan(data, contactsTable, 'byFolder'),
    scan(data, contactsTable, 'byModified'),
  ]);
  return { contacts, workspace, byFolder, byModified };
}

async function scan({ documents }: Pick<Data, 'documents'>, TableName: string, IndexName?: string): Promise<Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const read = { TableName, ExclusiveStartKey, ...(IndexName ? { IndexName } : { ConsistentRead: true }) };
    const page = await documents.send(new ScanCommand(read));
    items.push(...((page.Items ?? []) as Item[]));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}
