import { sortableMicros } from '../data/contacts/index.ts';
import { pageWindowOf, placeOf } from '../data/paging/index.ts';
import type { Instant } from '../domain/instant.ts';
import { pageThatFits, type ShownPage } from './answer-size.ts';
import type { Request } from './endpoint.ts';
import { refuse } from './errors.ts';
import { integerParam } from './params.ts';

/** TextIt's fixed page size, and the most that `limit` can ask for. */
export const PAGE_SIZE = 250;

/** The query parameters of every list in pages. */
export const PAGING = {
  cursor: 'which page, as next or previous of another page name it',
  limit: 'how many on a page: 250 when it is left out, and at most',
} as const;

/** How many results a page may have. TextIt knows no `limit`, so that more than it gives is no error: a page has 250, and `next` leads on. */
export function pageSize(query: Request['query']): number {
  const limit = integerParam(query, 'limit') ?? PAGE_SIZE;
  if (limit < 1) throw refuse(`Param 'limit': ${limit} is not from 1 to ${PAGE_SIZE}.`);
  return Math.min(limit, PAGE_SIZE);
}

interface Page<Item> {
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Item[];
}

/**
 * A page of results. `next` and `previous` are absolute and repeat every parameter, since clients follow them without
 * change (TextIt 7.2).
 */
export function page<Item>(
  { url, query }: Pick<Request, 'url' | 'query'>,
  results: readonly Item[],
  next: string | null,
  previous: string | null = null,
): Page<Item> {
  const link = (cursor: string | null) => (cursor === null ? null : withCursor(url, query, cursor));
  return { next: link(next), previous: link(previous), results };
}

function withCursor(url: string, query: Request['query'], cursor: string): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, value);
  params.set('cursor', cursor);
  return `${url}?${params}`;
}

/** The place of an item in a list, newest first: when it was made, then its id among those made at the same time. */
type Place = readonly [at: Instant, id: string];

const KEY = /^\d{16}#[\w-]+$/;

/** The order of a list that fits in memory: a key for each item, which sorts as text. Cursors are keys. */
export interface ListOrder<Item> {
  readonly keyOf: (item: Item) => string;
  /** What a cursor must look like. */
  readonly shape: RegExp;
  readonly descending: boolean;
}

/** The order of most lists. */
export const newestFirst = <Item>(placeOfItem: (item: Item) => Place): ListOrder<Item> => ({
  keyOf(item) {
    const [at, id] = placeOfItem(item);
    return `${sortableMicros(at)}#${id}`;
  },
  shape: KEY,
  descending: true,
});

/** A page of a list of which each thing that is listed is one result: `limit` of them (250), or fewer that are heavy. */
export async function listPage<Shown>(
  request: Pick<Request, 'url' | 'query'>,
  read: (limit: number) => Promise<ShownPage<Shown>> | ShownPage<Shown>,
): Promise<Page<Shown>> {
  const { shown, cursor, previous } = await pageThatFits(pageSize(request.query), request.query['cursor'], read);
  return page(request, shown, cursor, previous);
}

/**
 * A page of a list that fits in memory and is in its order. The cursor is the place where the previous page ended, so that no item
 * is lost or repeated while others are added and removed. Throws a CursorError when the cursor is not one of ours.
 */
export async function slicePage<Item, Shown>(
  request: Pick<Request, 'url' | 'query'>,
  all: readonly Item[],
  { keyOf, shape, descending }: ListOrder<Item>,
  show: (item: Item) => Shown,
): Promise<Page<Shown>> {
  const keys = all.map(keyOf);
  const place = placeOf(request.query['cursor'], shape);
  return listPage(request, (limit) => {
    const { start, end, ...beside } = pageWindowOf(keys, place, { limit, descending });
    return { shown: all.slice(start, end).map(show), ...beside };
  });
}
