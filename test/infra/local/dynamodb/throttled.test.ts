import type { Server } from 'node:http';
import {
  BatchExecuteStatementCommand,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCAL_CREDENTIALS } from '../../../../infra/local/dynamodb/engine.ts';
import { createProxy } from '../../../../infra/local/http/proxy.ts';
import { close, listen } from '../../../../infra/local/ports.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { createSeededRandom } from '../../../support/faults/seeded-random.ts';
import { throttled } from '../../../support/faults/throttled-dynamodb.ts';

describeOnEngines('a call that DynamoDB throttles', (data) => {
  let proxy: Server;
  let client: DynamoDBClient;
  let table: string;
  const chance = createSeededRandom(3);

  beforeAll(async () => {
    const { endpoint } = data().documents.config;
    const { protocol, hostname, port } = await (endpoint as NonNullable<typeof endpoint>)();
    proxy = createProxy(`${protocol}//${hostname}:${port}`, (call, forward) =>
      throttled(call, forward, () => chance.draw(call.operation)),
    );
    const own = `http://127.0.0.1:${await listen(proxy, 0)}`;
    client = new DynamoDBClient({ endpoint: own, region: 'eu-west-1', credentials: LOCAL_CREDENTIALS, maxAttempts: 1 });
    table = data().workspaceTable;
  });
  afterAll(() => close(proxy));

  const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } });
  const errorsOf = (calls: number, send: () => Promise<unknown>) =>
    Promise.all(
      Array.from({ length: calls }, () =>
        send().then(
          () => null,
          (error: Error) => error,
        ),
      ),
    );

  test('is refused by each of the names that DynamoDB has for it, and does nothing', async () => {
    const errors = await errorsOf(30, () => client.send(new PutItemCommand({ TableName: table, Item: key('whole') })));
    expect(new Set(errors.map((error) => error?.name))).toEqual(
      new Set(['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded']),
    );
    expect(await stored(['whole'])).toEqual([]);
  });

  test('of statements, is refused in part, or each by itself, or as a whole', async () => {
    const Statements = ['d', 'e'].map((pk) => ({
      Statement: `UPDATE "${table}" SET "note" = ? WHERE "pk" = ? AND "sk" = ?`,
      Parameters: [{ S: 'new' }, { S: pk }, { S: 'x' }],
    }));
    const forms = new Set<string>();
    for (let call = 0; call < 60; call += 1) {
      const sent = client.send(new BatchExecuteStatementCommand({ Statements }));
      const codes = await sent.then(
        ({ Responses = [] }) => Responses.map((one) => (/Thr|Limit/.test(one.Error?.Code ?? '') ? 'busy' : 'taken')),
        () => ['whole'],
      );
      forms.add(codes.join(' '));
    }
    expect(forms).toEqual(new Set(['taken taken', 'taken busy', 'busy taken', 'busy busy', 'whole']));
  });

  test('as a transaction, names the action that was refused', async () => {
    const TransactItems = ['a', 'b', 'c'].map((pk) => ({ Put: { TableName: table, Item: key(pk) } }));
    const errors = await errorsOf(20, () => client.send(new TransactWriteItemsCommand({ TransactItems })));
    const codes = errors.map((error) => {
      expect(error).toBeInstanceOf(TransactionCanceledException);
      return (error as TransactionCanceledException).CancellationReasons?.map(({ Code }) => Code) ?? [];
    });
    for (const reasons of codes) expect(reasons.filter((code) => code === 'None')).toHaveLength(2);
    expect(new Set(codes.flat())).toEqual(new Set(['None', 'ThrottlingError', 'ProvisionedThroughputExceeded']));
    expect(await stored(['a', 'b', 'c'])).toEqual([]);
  });

  test('as a batch, leaves a part undone and says which', async () => {
    let left = Array.from({ length: 25 }, (_, n) => ({ PutRequest: { Item: key(`batch-${n}`) } }));
    const rounds: number[] = [];
    while (left.length > 0) {
      rounds.push(left.length);
      const request = new BatchWriteItemCommand({ RequestItems: { [table]: left } });
      const answer = await client.send(request).catch(refused);
      if (answer !== null) left = (answer.UnprocessedItems?.[table] ?? []) as typeof left;
    }
    expect(rounds.length).toBeGreaterThan(2);

    const wanted = Array.from({ length: 25 }, (_, n) => `batch-${n}`);
    const found: string[] = [];
    for (let keys = wanted.map(key); keys.length > 0; ) {
      const answer = await client
        .send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }))
        .catch(refused);
      if (answer === null) continue;
      found.push(...(answer.Responses?.[table] ?? []).map((item) => item['pk']?.S ?? ''));
      keys = (answer.UnprocessedKeys?.[table]?.Keys ?? []) as typeof keys;
    }
    expect(found.sort()).toEqual(wanted.sort());
  });

  /** Null for a batch of which nothing was taken. */
  function refused(error: Error): null {
    expect(error.name).toMatch(/Exceeded|Throttling/);
    return null;
  }

  async function stored(pks: readonly string[]): Promise<string[]> {
    const items = await Promise.all(
      pks.map((pk) => data().documents.send(new GetCommand({ TableName: table, Key: { pk, sk: 'x' } }))),
    );
    return items.flatMap(({ Item }) => (Item ? [Item['pk']] : []));
  }
});
