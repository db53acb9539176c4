import { errorNamed } from '../../query/error-named.ts';
import { type Data, type Key, type QueryPage, queryPage, type Table } from '../dynamo/index.ts';

export interface PagePlace {
  /** Read from the list's end towards its beginning, but shown in the list's order. */
  readonly back: boolean;
  readonly key: string | null;
}

export interface Neighbours {
  /** Where the next page begins; null at the end. */
  readonly cursor: string | null;
  /** Where the previous page ends; null on the first. */
  readonly previous: string | null;
}

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

/**
 * Cursors say where a page of a list begins or ends. Clients treat them as opaque text: `n` and a key for the page that
 * begins after the key, `p` and a key for the page that ends before it, each without a key for the first or last page.
 * This one was returned by no list of this service.
 */
export class CursorError extends errorNamed('CursorError') {
  readonly code = 'invalid_cursor';

  constructor(cursor: string) {
    super(`Not a cursor: ${cursor}`);
  }
}

/** @param shape - the form of the list's keys */
export function placeOf(cursor: string | null | undefined, shape: RegExp): PagePlace {
  if (!cursor) return { back: false, key: null };
  const way = cursor.slice(0, 1);
  const key = cursor.slice(1);
  if ((way !== 'n' && way !== 'p') || (key !== '' && !shape.test(key))) throw new CursorError(cursor);
  return { back: way === 'p', key: key || null };
}

export const cursorTo = ({ back, key }: PagePlace): string => `${back ? 'p' : 'n'}${key ?? ''}`;

/**
 * The cursors around a page of keys, as they were `read`; `more`: reading could go on. A client with a cursor came from
 * a page, so there is always a way back; when that page is empty by now, it is the list's end.
 */
export function neighboursOf({ back, key }: PagePlace, read: readonly string[], more: boolean): Neighbours {
  const onwards = more ? cursorTo({ back, key: read.at(-1) ?? key }) : null;
  const backwards = key === null ? null : cursorTo({ back: !back, key: read[0] ?? null });
  return back ? { cursor: backwards, previous: onwards } : { cursor: onwards, previous: backwards };
}

/** Puts items that were read backwards into the order of the list. */
export const asListed = <Item>({ back }: PagePlace, read: readonly Item[]): Item[] =>
  back ? read.toReversed() : [...read];

/** The page at a place of a list in memory: its range and the cursors around it. `keys` are in the list's order. */
export function pageWindowOf(
  keys: readonly string[],
  place: PagePlace,
  { limit, descending }: { readonly limit: number; readonly descending: boolean },
): Neighbours & { readonly start: number; readonly end: number } {
  const precedes = (a: string, b: string) => (descending ? a > b : a < b);
  const { back, key } = place;
  const before = key === null ? 0 : keys.filter((one) => precedes(one, key)).length;
  const upTo = key !== null && keys[before] === key ? before + 1 : before;
  const end = back ? (key === null ? keys.length : before) : Math.min(upTo + limit, keys.length);
  const start = back ? Math.max(0, end - limit) : upTo;
  const read = asListed(place, keys.slice(start, end));
  return { start, end, ...neighboursOf(place, read, back ? start > 0 : end < keys.length) };
}

/** Reads on while a page is empty, so that only the end of a list is an empty page (TextIt 7.2). */
export async function untilShown<Page extends Neighbours>(
  cursor: string | null | undefined,
  isEmpty: (page: Page) => boolean,
  read: (cursor: string | null | undefined) => Promise<Page>,
): Promise<Page> {
  for (let at = cursor; ; ) {
    const page = await read(at);
    const onwards = at?.startsWith('p') ? page.previous : page.cursor;
    if (!isEmpty(page) || onwards === null) return page;
    at = onwards;
  }
}
