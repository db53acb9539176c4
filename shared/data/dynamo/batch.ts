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
import { Placeholders } from './expression.ts';
import { PARTLY, retryWithinLimit } from './retry-limit.ts';
import { type Key, type Table, tableName } from './table.ts';

/** DynamoDB's limits for one request. */
const READ_BATCH = 100;
const WRITE_BATCH = 25;
const BATCHES_AT_ONCE = 4;

interface Reading {
  readonly consistent?: boolean;
  /** Only these attributes are returned, for the price of the whole items. */
  readonly attributes?: readonly string[];
}

/** All items that exist under the given keys, in no order. The keys must be distinct. */
export async function batchGet<Item>(
  data: Data,
  table: Table,
  keys: readonly Key[],
  reading: Reading = {},
): Promise<Item[]> {
  const items: Item[] = [];
  await eachOf(chunks(keys, READ_BATCH), BATCHES_AT_ONCE, async (chunk) => {
    await getAll<Item>(data, { [table]: chunk }, reading, (_, some) => items.push(...some));
  });
  return items;
}

/** Keys or items by table. */
type OfTables<Some> = Readonly<Record<Table, readonly Some[]>>;

/** All items that exist under keys of both tables, as of now: in one call for up to 100. The keys must be distinct. */
export async function batchGetBoth(data: Data, keys: OfTables<Key>): Promise<OfTables<Key>> {
  const items: Record<Table, Key[]> = { contacts: [], workspace: [] };
  const keep = (table: Table, some: readonly Key[]) => void items[table].push(...some);
  const all = [keys.contacts.length, keys.workspace.length] as const;
  if (all[0] > 0 && all[1] > 0 && all[0] + all[1] <= READ_BATCH) await getAll(data, keys, { consistent: true }, keep);
  else
    for (const table of TABLE_NAMES) keep(table, await batchGet<Key>(data, table, keys[table], { consistent: true }));
  return items;
}

const TABLE_NAMES = ['contacts', 'workspace'] as const satisfies readonly Table[];

/** One call, and again for what it left; `keep` may be called more than once for a table. */
async function getAll<Item>(
  data: Data,
  keys: Partial<OfTables<Key>>,
  { consistent = false, attributes }: Reading,
  keep: (table: Table, items: readonly Item[]) => void,
): Promise<void> {
  const names = TABLE_NAMES.filter((table) => keys[table] !== undefined).map((table) => [
    table,
    tableName(data, table),
  ]);
  const placeholders = new Placeholders();
  const projection = attributes && {
    ProjectionExpression: attributes.map((name) => placeholders.name(name)).join(', '),
    ...placeholders.attributes(),
  };
  const wanted = ([table, name]: readonly string[]) => {
    const Keys = (keys[table as Table] ?? []).map(({ pk, sk }) => ({ pk, sk }));
    return [name, { Keys, ConsistentRead: consistent, ...projection }];
  };
  let request: BatchGetCommandInput['RequestItems'] = Object.fromEntries(names.map(wanted));
  await retryWithinLimit(async () => {
    const answer: BatchGetCommandOutput = await data.documents.send(new BatchGetCommand({ RequestItems: request }));
    for (const [table, name] of names) keep(table as Table, (answer.Responses?.[name as string] ?? []) as Item[]);
    request = answer.UnprocessedKeys;
    return Object.keys(request ?? {}).length === 0 || PARTLY;
  });
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
