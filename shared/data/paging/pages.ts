import { type Data, type Key, type QueryPage, queryPage, type Table } from '../dynamo/index.ts';
import { asListed, CursorError, type Neighbours, neighboursOf, placeOf } from './cursor.ts';

export interface ItemPage<Item> extends Neighbours {
  readonly items: readonly Item[];
}

interface ItemRange {
  readonly table: Table;
  readonly pk: string;
  readonly from: string;
  readonly to: string;
  readonly consistent?: boolean;
}

/** A smaller query is not worth its round trip. */
const LEAST_QUERY = 25;

/** The characters of this service's sort keys; DynamoDB accepts 1,024 bytes. */
const KEY_SHAPE = /^[ -~]{1,200}$/;

/** Items of one partition, highest sort key first unless `reverse`: `limit` that pass `keep`, or all there are. */
export async function pageItems<Item extends Key>(
  data: Data,
  range: ItemRange,
  page: {
    readonly limit: number;
    readonly cursor?: string | null | undefined;
    readonly reverse?: boolean | undefined;
    readonly keep: (item: Item) => boolean;
  },
): Promise<ItemPage<Item>> {
  const { limit, cursor, reverse = false, keep } = page;
  const place = placeOf(cursor, KEY_SHAPE);
  const { back, key } = place;
  if (key !== null && (key < range.from || key > range.to)) throw new CursorError(`${cursor}`);
  if (range.from > range.to) return { items: [], ...neighboursOf(place, [], false) };
  const found: Item[] = [];
  const { table, pk, from, to, consistent = false } = range;
  const query = { table, partition: pk, sort: { from, to }, descending: back === reverse, consistent };
  let start = key === null ? undefined : { pk, sk: key };
  do {
    const least = Math.max(LEAST_QUERY, limit - found.length + 1);
    const page: QueryPage<Item> = await queryPage(data, { ...query, limit: least }, start);
    found.push(...page.items.filter(keep));
    start = page.next;
  } while (start !== undefined && found.length <= limit);
  const read = found.slice(0, limit);
  const keys = read.map(({ sk }) => sk);
  return { items: asListed(place, read), ...neighboursOf(place, keys, found.length > limit) };
}
