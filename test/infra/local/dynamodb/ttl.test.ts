import { CreateTableCommand, type DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TableSpec } from '../../../../infra/local/assembly/model.ts';
import { createExpirySweep } from '../../../../infra/local/dynamodb/ttl.ts';
import { engines, type RunningEngine, startEngine } from '../../../support/engines/engines.ts';

const NOW = Date.parse('2033-01-01T00:00:00Z');
let engine: RunningEngine;
let client: DynamoDBClient;

beforeAll(async () => {
  const [first] = engines;
  if (!first) throw new Error('No DynamoDB engine: see infra/local/README.md.');
  engine = await startEngine(first);
  client = engine.client();
});
afterAll(() => engine?.stop());

async function tableOf(name: string, expired: number, others: number): Promise<TableSpec> {
  const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' as const }];
  const AttributeDefinitions = [{ AttributeName: 'pk', AttributeType: 'S' as const }];
  await client.send(
    new CreateTableCommand({ TableName: name, KeySchema, AttributeDefinitions, BillingMode: 'PAY_PER_REQUEST' }),
  );
  const put = (pk: string, at: number) =>
    client.send(new PutItemCommand({ TableName: name, Item: { pk: { S: pk }, ttl: { N: String(at / 1000) } } }));
  for (let i = 0; i < others; i++) await put(`later ${i}`, NOW + 60_000);
  for (let i = 0; i < expired; i++) await put(`expired ${i}`, NOW - 60_000);
  const TimeToLiveSpecification = { AttributeName: 'ttl', Enabled: true };
  return { name, properties: { KeySchema, TimeToLiveSpecification } } as unknown as TableSpec;
}

const left = async (TableName: string) => (await client.send(new ScanCommand({ TableName }))).Count;

test('all that has expired is deleted at once when somebody asks for it', async () => {
  const table = await tableOf('at-once', 30, 1_100);
  expect(await createExpirySweep(client, [table]).all(NOW)).toBe(30);
  expect(await left('at-once')).toBe(1_100);
});

test('by itself it looks at 1,000 items at a time, comes round, and begins again', async () => {
  const table = await tableOf('by-itself', 30, 1_100);
  const sweep = createExpirySweep(client, [table]);
  const [first, second] = [await sweep.part(NOW), await sweep.part(NOW)];
  expect(first + second).toBe(30);
  await client.send(new PutItemCommand({ TableName: 'by-itself', Item: { pk: { S: 'new' }, ttl: { N: '1' } } }));
  expect((await sweep.part(NOW)) + (await sweep.part(NOW))).toBe(1);
});
