/** Requests for many keys. What DynamoDB leaves undone is sent again until all is done, or throws BusyError. */
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import type { Data } from './client.ts';
import { chunks, eachOf } from './each-of.ts';
import { PARTLY, retryWithinLimit } from './retry-limit.ts';
import { type Key, type Table, tableName } from './table.ts';

/** DynamoDB's limits for one request. */
const READ_BATCH = 100;
const WRITE_BATCH = 25;
const BATCHES_AT_ONCE = 4;

/** All items that exist under the given keys, in no order. The keys must be distinct. */
export async function batchGet<Item>(
  data: Data,
  table: Table,
  keys: readonly Key[],
  options: { readonly consistent?: boolean } = {},
): Promise<Item[]> {
  const name = tableName(data, table);
  const items: Item[] = [];
  await eachOf(chunks(keys, READ_BATCH), BATCHES_AT_ONCE, async (chunk) => {
    const Keys = chunk.map(({ pk, sk }) => ({ pk, sk }));
    let request: BatchGetCommandInput['RequestItems'] = {
      [name]: { Keys, ConsistentRead: options.consistent ?? false },
    };
    await retryWithinLimit(async () => {
      const answer: BatchGetCommandOutput = await data.documents.send(new BatchGetCommand({ RequestItems: request }));
      items.push(...((answer.Responses?.[name] ?? []) as Item[]));
      request = answer.UnprocessedKeys;
      return request?.[name] === undefined || PARTLY;
    });
  });
  return items;
}

type WriteRequest = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

/** Puts all items unconditionally; of two with the same key, the later one. */
export const putAll = (data: Data, table: Table, items: readonly Key[]): Promise<void> =>
  batchWrite(
    data,
    table,
    distinct(items).map((item) => ({ PutRequest: { Item: { ...item } } })),
  );

/** Deletes all items under the given keys; missing ones cost the same. */
export const deleteAll = (data: Data, table: Table, keys: readonly Key[]): Promise<void> =>
  batchWrite(
    data,
    table,
    distinct(keys).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  );

/** DynamoDB refuses a batch with the same key twice. */
const distinct = (items: readonly Key[]): Key[] => [
  ...new Map(items.map((item) => [`${item.pk} ${item.sk}`, item])).values(),
];

async function batchWrite(data: Data, table: Table, requests: readonly WriteRequest[]): Promise<void> {
  const name = tableName(data, table);
  await eachOf(chunks(requests, WRITE_BATCH), BATCHES_AT_ONCE, async (chunk) => {
    let request: BatchWriteCommandInput['RequestItems'] = { [name]: chunk };
    await retryWithinLimit(async () => {
      const answer: BatchWriteCommandOutput = await data.documents.send(
        new BatchWriteCommand({ RequestItems: request }),
      );
      request = answer.UnprocessedItems;
      return request?.[name] === undefined || PARTLY;
    });
  });
}
