import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Data, Key } from '../dynamo/index.ts';
import { asListed, besides, CursorError, type Neighbours, placeOf } from './cursor.ts';

export interface ItemPage<Item> extends Neighbours {
  readonly items: readonly Item[];
}

export interface ItemRange {
  /** The contacts table when left out. */
  readonly table?: string;
  readonly pk: string;
  readonly from: string;
  readonly to: string;
  readonly consistent?: boolean;
}

/** Below this a further query is not worth its round trip. */
const LEAST_QUERY = 25;

/** What our sort keys are made of; DynamoDB takes 1,024 bytes. */
const KEY_SHAPE = /^[ -~]{1,200}$/;

/** Items of one partition, the highest sort key first: `limit` of those that `keep` keeps, or all there are. */
export async function pageItems<Item extends Key>(
  data: Data,
  range: ItemRange,
  page: { readonly limit: number; readonly cursor?: string | null | undefined; readonly keep: (item: Item) => boolean },
): Promise<ItemPage<Item>> {
  const { limit, cursor, keep } = page;
  const place = placeOf(cursor, KEY_SHAPE);
  const { back, key } = place;
  if (key !== null && (key < range.from || key > range.to)) throw new CursorError(`${cursor}`);
  if (range.from > range.to) return { items: [], ...besides(place, [], false) };
  const found: Item[] = [];
  let start = key === null ? undefined : { pk: range.pk, sk: key };
  do {
    const least = Math.max(LEAST_QUERY, limit - found.length + 1);
    const { items, end } = await query<Item>(data, range, { start, limit: least, back });
    found.push(...items.filter(keep));
    start = end;
  } while (start !== undefined && found.length <= limit);
  const read = found.slice(0, limit);
  const keys = read.map(({ sk }) => sk);
  return { items: asListed(place, read), ...besides(place, keys, found.length > limit) };
}

async function query<Item>(
  data: Data,
  { table = data.contactsTable, pk, from, to, consistent = false }: ItemRange,
  { start, limit, back }: { readonly start: Key | undefined; readonly limit: number; readonly back: boolean },
): Promise<{ items: Item[]; end: Key | undefined }> {
  const { Items = [], LastEvaluatedKey } = await data.documents.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
      ScanIndexForward: back,
      ConsistentRead: consistent,
      ExclusiveStartKey: start,
      Limit: limit,
    }),
  );
  return { items: Items as Item[], end: LastEvaluatedKey as Key | undefined };
}
