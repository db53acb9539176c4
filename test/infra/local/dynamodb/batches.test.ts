import { randomUUID } from 'node:crypto';
import { BatchWriteItemCommand, DynamoDBClient, GetItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_CREDENTIALS } from '../../../../infra/local/dynamodb/engine.ts';
import { writtenTogether } from '../../../../infra/local/dynamodb/for-dynoxide.ts';
import { createProxy } from '../../../../infra/local/http/proxy.ts';
import { close, listen } from '../../../../infra/local/ports.ts';
import { closeTestData, openTestData } from '../../../support/engines/data.ts';
import { engines, type RunningEngine, startEngine } from '../../../support/engines/engines.ts';

const dynoxide = engines.find(({ name }) => name === 'dynoxide');

describe.runIf(dynoxide !== undefined)('a batch of writes for dynoxide', () => {
  let running: RunningEngine;
  let data: Awaited<ReturnType<typeof openTestData>>;
  let [direct, together]: DynamoDBClient[] = [];
  let proxy: ReturnType<typeof createProxy>;
  let sent: string[] = [];

  beforeAll(async () => {
    running = await startEngine(dynoxide as NonNullable<typeof dynoxide>);
    data = await openTestData(running);
    const translated = writtenTogether();
    proxy = createProxy(running.endpoint, (call, forward) =>
      translated(call, (body, operation) => {
        sent.push(operation ?? call.operation);
        return forward(body, operation);
      }),
    );
    const clientOf = (endpoint: string) =>
      new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials: LOCAL_CREDENTIALS, maxAttempts: 1 });
    direct = clientOf(running.endpoint);
    together = clientOf(`http://127.0.0.1:${await listen(proxy, 0)}`);
  });

  afterEach(() => {
    sent = [];
  });

  afterAll(async () => {
    direct?.destroy();
    together?.destroy();
    await close(proxy);
    await closeTestData(running, data);
    await running.stop();
  });

  const send = (client: DynamoDBClient | undefined, requests: WriteRequest[]) =>
    (client as DynamoDBClient).send(
      new BatchWriteItemCommand({
        RequestItems: { [data.contactsTable]: requests },
        ReturnConsumedCapacity: 'INDEXES',
      }),
    );
  const putOf = (sk: string, more: object = {}): WriteRequest => ({
    PutRequest: { Item: { pk: { S: 'H' }, sk: { S: sk }, ...more } },
  });
  const removeOf = (sk: string): WriteRequest => ({ DeleteRequest: { Key: { pk: { S: 'H' }, sk: { S: sk } } } });
  const large = { text: { S: 'x'.repeat(2_500) } };

  it('is one transaction, with the units of the batch and nothing left undone', async () => {
    const [one, two, three] = ['a', 'b', 'c'].map((name) => (which: string) => `${which}-${name}`) as never as [
      (which: string) => string,
      (which: string) => string,
      (which: string) => string,
    ];
    const batches = (which: string): WriteRequest[][] => [
      [putOf(one(which), large), putOf(two(which))],
      [putOf(one(which)), putOf(two(which), large), removeOf(three(which))],
      [removeOf(one(which)), removeOf(two(which))],
    ];
    const [plain, own] = [batches('plain'), batches('own')];
    for (const [index, requests] of own.entries()) {
      const { UnprocessedItems, ConsumedCapacity } = await send(together, requests);
      expect(UnprocessedItems).toEqual({});
      expect(ConsumedCapacity).toEqual((await send(direct, plain[index] ?? [])).ConsumedCapacity);
    }
    expect(sent).toEqual(['DescribeTable', ...own.map(() => 'TransactWriteItems')]);
  });

  it('stays a batch when an item has entries in indexes, whose units a transaction counts otherwise', async () => {
    const entry = { folderKey: { S: 'active' }, folderSort: { S: randomUUID() } };
    await send(together, [putOf('entry', entry), putOf('none')]);
    expect(sent).toEqual(['BatchWriteItem']);
    const again = [putOf('entry-2', entry), putOf('entry-3', entry)];
    await send(direct, again);
    const removed = await send(together, [removeOf('entry'), removeOf('none')]);
    const { ConsumedCapacity } = await send(direct, [removeOf('entry-2'), removeOf('none')]);
    expect(removed.ConsumedCapacity).toEqual(ConsumedCapacity);
  });

  it('of one write goes as it is', async () => {
    await send(together, [putOf('alone')]);
    expect(sent).toEqual(['BatchWriteItem']);
  });

  it('is refused as the batch that it was, and nothing of it is written', async () => {
    const twice = [putOf('twice', { first: { BOOL: true } }), putOf('twice')];
    const refusal = await send(direct, twice).catch(String);
    expect(refusal).toMatch(/duplicates/);
    expect(await send(together, twice).catch(String)).toBe(refusal);
    const Key = { pk: { S: 'H' }, sk: { S: 'twice' } };
    expect(await direct?.send(new GetItemCommand({ TableName: data.contactsTable, Key }))).not.toHaveProperty('Item');
  });
});
