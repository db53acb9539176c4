import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Data } from './client.ts';
import { conditionText, type ItemCondition, Placeholders } from './expression.ts';
import { retryWithinLimit } from './retry-limit.ts';
import { type IndexName, type Key, TABLES, type Table, tableName } from './table.ts';

/** Items of one partition, in the order of their sort keys. */
interface ItemQuery {
  readonly table: Table;
  /** Left out: the table itself. */
  readonly index?: IndexName | undefined;
  readonly partition: string;
  /** Sort keys with a prefix, or between two bounds (both included). All when left out. */
  readonly sort?: { readonly prefix: string } | { readonly from: string; readonly to: string };
  /** Highest sort key first. */
  readonly descending?: boolean;
  readonly consistent?: boolean;
  /** Only these attributes are returned. */
  readonly attributes?: readonly string[];
  /** Filters the returned items; the others cost the same. */
  readonly where?: ItemCondition;
  /** Most items read in one request; 1 MB of them when left out. */
  readonly limit?: number | undefined;
}

export interface QueryPage<Item> {
  readonly items: Item[];
  /** Where the next page begins; undefined at the end of the partition. */
  readonly next: Key | undefined;
}

/** One page of a query, from its beginning or from the end of another page. */
export async function queryPage<Item>(data: Data, query: ItemQuery, start?: Key): Promise<QueryPage<Item>> {
  const request = requestOf(data, query, start);
  const { Items, LastEvaluatedKey } = await retryWithinLimit(() => data.documents.send(new QueryCommand(request)));
  return { items: (Items ?? []) as Item[], next: LastEvaluatedKey as Key | undefined };
}

/** All items of a query; pages are read as they are needed. */
export async function* queryAll<Item>(data: Data, query: ItemQuery): AsyncGenerator<Item> {
  let start: Key | undefined;
  do {
    const page: QueryPage<Item> = await queryPage(data, query, start);
    yield* page.items;
    start = page.next;
  } while (start !== undefined);
}

/** How many items a query finds. It costs as much as reading them. */
export async function countItems(data: Data, query: ItemQuery): Promise<number> {
  let count = 0;
  let start: Key | undefined;
  do {
    const request: QueryCommandInput = { ...requestOf(data, query, start), Select: 'COUNT' };
    const { Count, LastEvaluatedKey } = await retryWithinLimit(() => data.documents.send(new QueryCommand(request)));
    count += Count ?? 0;
    start = LastEvaluatedKey as Key | undefined;
  } while (start !== undefined);
  return count;
}

function requestOf(data: Data, query: ItemQuery, start: Key | undefined): QueryCommandInput {
  const { table, index, descending = false, consistent = false, attributes, where, limit } = query;
  const placeholders = new Placeholders();
  return {
    TableName: tableName(data, table),
    ...(index !== undefined && { IndexName: index }),
    KeyConditionExpression: keyCondition(query, placeholders),
    ...(where !== undefined && { FilterExpression: conditionText(where, placeholders) }),
    ...(attributes && { ProjectionExpression: attributes.map((name) => placeholders.name(name)).join(', ') }),
    ...placeholders.attributes(),
    ScanIndexForward: !descending,
    ConsistentRead: consistent,
    ...(start !== undefined && { ExclusiveStartKey: start }),
    ...(limit !== undefined && { Limit: limit }),
  };
}

function keyCondition({ index, partition, sort }: ItemQuery, placeholders: Placeholders): string {
  const { partitionKey, sortKey } = index === undefined ? TABLES.contacts : TABLES.contacts.indexes[index];
  const ofPartition = `${placeholders.name(partitionKey)} = ${placeholders.value(partition)}`;
  if (sort === undefined) return ofPartition;
  const name = placeholders.name(sortKey);
  if ('prefix' in sort) return `${ofPartition} AND begins_with(${name}, ${placeholders.value(sort.prefix)})`;
  return `${ofPartition} AND ${name} BETWEEN ${placeholders.value(sort.from)} AND ${placeholders.value(sort.to)}`;
}
