import { randomUUID } from 'node:crypto';
import { CreateTableCommand, type CreateTableCommandInput, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { type Data, openDocuments } from '../../../shared/data/dynamo/client.ts';
import { stampNewTables } from '../../../shared/data/dynamo/format.ts';
import { noteKey } from '../../../shared/data/dynamo/key-ring.ts';
import { createMeter } from '../../../shared/data/dynamo/meter.ts';
import { TABLES } from '../../../shared/data/dynamo/table.ts';
import { instant } from '../../../shared/domain/instant.ts';
import type { RunningEngine } from './engines.ts';

export interface TestDataOptions {
  /** With the contacts' stream. Off by default, because dynoxide slows down with each record that nothing trims. */
  readonly streamed?: boolean;
}

/**
 * Creates both tables, empty and under their own names, and opens them. Nothing expires in them: tests have their own
 * times, and an engine by the machine's clock deleted what a test had just stored.
 */
export async function openTestData(engine: RunningEngine, options: TestDataOptions = {}): Promise<Data> {
  const run = randomUUID();
  const names = { contactsTable: `contacts-${run}`, workspaceTable: `workspace-${run}` };
  const client = engine.client();
  await client.send(
    new CreateTableCommand(tableInput(names.contactsTable, TABLES.contacts, options.streamed ?? false)),
  );
  await client.send(new CreateTableCommand(tableInput(names.workspaceTable, TABLES.workspace, false)));
  const meter = createMeter();
  const documents = openDocuments(client, meter);
  const data: Data = { ...names, documents, meter, hmacKey: async () => 'a key for tests' };
  // Once in the life of tables and a key, and so of no interest to tests of what something costs.
  await stampNewTables(data, instant(Date.now() * 1_000));
  await noteKey(data);
  return data;
}

/** Deletes both tables, for the engine may go on without this file of tests. */
export async function closeTestData(
  engine: RunningEngine,
  { documents, contactsTable, workspaceTable }: Data,
): Promise<void> {
  const client = engine.client();
  for (const TableName of [contactsTable, workspaceTable]) await client.send(new DeleteTableCommand({ TableName }));
  client.destroy();
  documents.destroy();
}

type TableShape = (typeof TABLES)[keyof typeof TABLES];

interface KeyNames {
  readonly partitionKey: string;
  readonly sortKey: string;
}

function tableInput(name: string, shape: TableShape, streamed: boolean): CreateTableCommandInput {
  const indexes = Object.entries<KeyNames>(shape.indexes);
  const attributes = [shape, ...indexes.map(([, index]) => index)].flatMap((keys) => [keys.partitionKey, keys.sortKey]);
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(shape),
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map(([IndexName, keys]) => ({
        IndexName,
        KeySchema: keySchema(keys),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
    ...(streamed && { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } }),
  };
}

const keySchema = ({ partitionKey, sortKey }: KeyNames): CreateTableCommandInput['KeySchema'] => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  { AttributeName: sortKey, KeyType: 'RANGE' },
];
