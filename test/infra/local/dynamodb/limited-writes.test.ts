import { BatchWriteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCAL_CREDENTIALS } from '../../../../infra/local/dynamodb/engine.ts';
import { limitedWrites } from '../../../../infra/local/dynamodb/limited-writes.ts';
import { createProxy } from '../../../../infra/local/http/proxy.ts';
import { close, HOST, listen } from '../../../../infra/local/ports.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';

const UNITS = 10;

describeOnEngines('a table that takes ten write units a second', (data) => {
  let now = 0;
  let client: DynamoDBClient;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const { endpoint: engine } = data().documents.config;
    const { protocol, hostname, port } = await (engine as NonNullable<typeof engine>)();
    const limited = limitedWrites({ unitsPerSecond: () => UNITS, draw: () => 0.5, now: () => now });
    const proxy = createProxy(`${protocol}//${hostname}:${port}`, limited);
    const endpoint = `http://${HOST}:${await listen(proxy, 0)}`;
    client = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials: LOCAL_CREDENTIALS, maxAttempts: 1 });
    stop = () => close(proxy);
  });
  afterAll(() => stop());

  const key = (n: number) => ({ pk: { S: `C#${n}` }, sk: { S: 'CONTACT' } });
  const indexed = (n: number, at: string) => ({
    ...key(n),
    folderKey: { S: 'f' },
    folderSort: { S: `${n}` },
    modifiedKey: { S: 'm' },
    modifiedSort: { S: at },
  });
  const put = (Item: PutItemCommand['input']['Item']) =>
    client.send(new PutItemCommand({ TableName: data().contactsTable, Item, ReturnConsumedCapacity: 'INDEXES' })).then(
      () => true,
      () => false,
    );

  /** How many of so many puts are taken. */
  async function taken(items: readonly PutItemCommand['input']['Item'][]): Promise<number> {
    let count = 0;
    for (const item of items) if (await put(item)) count++;
    return count;
  }

  test('refuses what is more, and takes as much again each second', async () => {
    const puts = (from: number) => Array.from({ length: 25 }, (_, n) => key(from + n));
    expect(await taken(puts(0))).toBe(UNITS);
    now += 500;
    expect(await taken(puts(100))).toBe(UNITS / 2);
    now += 60_000;
    expect(await taken(puts(200))).toBe(UNITS);
  });

  test('refuses items of an index that is spent, each move of which takes two, while others are written', async () => {
    now += 60_000;
    expect(await put(indexed(1, 'a'))).toBe(true);
    now += 60_000;
    expect(await taken(Array.from({ length: 25 }, (_, n) => indexed(1, `b${n}`)))).toBe(UNITS / 2);
    expect(await put(key(300))).toBe(true);
  });

  test('takes a batch in part, and pays for it later', async () => {
    now += 60_000;
    const PutRequest = (n: number) => ({ PutRequest: { Item: key(400 + n) } });
    const RequestItems = { [data().contactsTable]: Array.from({ length: 25 }, (_, n) => PutRequest(n)) };
    await client.send(new BatchWriteItemCommand({ RequestItems, ReturnConsumedCapacity: 'INDEXES' }));
    now += 1_000;
    expect(await put(key(500))).toBe(false);
    now += 2_000;
    expect(await put(key(500))).toBe(true);
  });
});
