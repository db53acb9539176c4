/** What every access of the contacts table needs: batches that finish, and patience that ends. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import type { Data } from './client.ts';
import type { Key } from './table.ts';

/** A write that lost its race this many times is given up. */
export const ATTEMPTS = 8;

/** Thrown when a contact is changed by others faster than a change to it can be made; worth trying again later. */
export class ContentionError extends Error {
  readonly code = 'contention';
}

/** Waits before a further attempt, random so that those who lost together do not meet again: at most 5, 10, … 640 ms. */
export async function pause(attempt: number): Promise<void> {
  if (attempt > 0) await sleep(Math.random() * 5 * 2 ** (attempt - 1));
}

/** Runs `work` over all items, at most `limit` at a time. After a failure nothing new is begun; it is thrown once all have ended. */
export async function eachOf<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const run = async () => {
    while (next < items.length) {
      const item = items[next++] as Item;
      try {
        await work(item);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  const runs = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, run));
  for (const one of runs) if (one.status === 'rejected') throw one.reason;
}

/** DynamoDB's own limits on one request. */
const READ_BATCH = 100;
const WRITE_BATCH = 25;
const BATCHES_AT_ONCE = 4;

/** What a throttled table leaves undone is asked for again, for about ten seconds. */
const BATCH_ATTEMPTS = 12;

export interface BatchRead {
  /** The contacts table when left out. */
  readonly table?: string;
  readonly consistent?: boolean;
  /** Only these attributes (top level). */
  readonly attributes?: readonly string[];
}

/** All items that exist under the given keys, in no order. */
export async function batchGet<Item>(data: Data, keys: readonly Key[], options: BatchRead = {}): Promise<Item[]> {
  const { table = data.contactsTable } = options;
  const items: Item[] = [];
  await eachOf(chunks(keys, READ_BATCH), BATCHES_AT_ONCE, async (chunk) => {
    let request: BatchGetCommandInput['RequestItems'] = { [table]: readRequest(chunk, options) };
    for (let attempt = 0; request?.[table]; attempt++) {
      await pauseBatch(attempt);
      const answer: BatchGetCommandOutput = await data.documents.send(new BatchGetCommand({ RequestItems: request }));
      items.push(...((answer.Responses?.[table] ?? []) as Item[]));
      request = answer.UnprocessedKeys;
    }
  });
  return items;
}

function readRequest(keys: readonly Key[], { consistent = false, attributes }: BatchRead) {
  const Keys = keys.map(({ pk, sk }) => ({ pk, sk }));
  if (attributes === undefined) return { Keys, ConsistentRead: consistent };
  return {
    Keys,
    ConsistentRead: consistent,
    ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
  };
}

type WriteRequest = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

/** Puts all items, unconditionally; of two with the same key the later. */
export const putAll = (data: Data, items: readonly Key[]): Promise<void> =>
  batchWrite(
    data,
    distinct(items).map((item) => ({ PutRequest: { Item: { ...item } } })),
  );

/** Deletes all items under the given keys; those that do not exist cost the same. */
export const deleteAll = (data: Data, keys: readonly Key[]): Promise<void> =>
  batchWrite(
    data,
    distinct(keys).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  );

/** DynamoDB refuses a batch that names one key twice. */
const distinct = (items: readonly Key[]): Key[] => [
  ...new Map(items.map((item) => [`${item.pk} ${item.sk}`, item])).values(),
];

async function batchWrite(data: Data, requests: readonly WriteRequest[]): Promise<void> {
  await eachOf(chunks(requests, WRITE_BATCH), BATCHES_AT_ONCE, async (chunk) => {
    let request: BatchWriteCommandInput['RequestItems'] = { [data.contactsTable]: [...chunk] };
    for (let attempt = 0; request?.[data.contactsTable]; attempt++) {
      await pauseBatch(attempt);
      const answer: BatchWriteCommandOutput = await data.documents.send(
        new BatchWriteCommand({ RequestItems: request }),
      );
      request = answer.UnprocessedItems;
    }
  });
}

async function pauseBatch(attempt: number): Promise<void> {
  if (attempt === BATCH_ATTEMPTS) throw new ContentionError('The table did not take a batch');
  await pause(attempt);
}

export function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
