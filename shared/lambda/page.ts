import { sortableMicros } from '../data/contacts/index.ts';
import { placeOf, windowOf } from '../data/paging/index.ts';
import type { Instant } from '../domain/instant.ts';
import { pageThatFits, type ShownPage } from './answer-size.ts';
import type { Request } from './endpoint.ts';

/** TextIt's fixed page size. */
export const PAGE_SIZE = 250;

export interface Page<Item> {
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
export type Place = readonly [at: Instant, id: string];

const KEY = /^\d{16}#[\w-]+$/;

const keyOf = ([at, id]: Place): string => `${sortableMicros(at)}#${id}`;

/** A page of a list of which each thing that is listed is one result: 250 of them, or fewer that are heavy. */
export async function listPage<Shown>(
  request: Pick<Request, 'url' | 'query'>,
  read: (limit: number) => Promise<ShownPage<Shown>> | ShownPage<Shown>,
): Promise<Page<Shown>> {
  const { shown, cursor, previous } = await pageThatFits(PAGE_SIZE, request.query['cursor'], read);
  return page(request, shown, cursor, previous);
}

/**
 * A page of a list that fits in memory, newest first. The cursor is the place where the previous page ended, so that no item
 * is lost or repeated while others are added and removed. Throws a CursorError when the cursor is not one of ours.
 */
export async function slicePage<Item, Shown>(
  request: Pick<Request, 'url' | 'query'>,
  all: readonly Item[],
  placeOfItem: (item: Item) => Place,
  show: (item: Item) => Shown,
): Promise<Page<Shown>> {
  const keys = all.map((item) => keyOf(placeOfItem(item)));
  const place = placeOf(request.query['cursor'], KEY);
  return listPage(request, (limit) => {
    const { start, end, ...beside } = windowOf(keys, place, { limit, descending: true });
    return { shown: all.slice(start, end).map(show), ...beside };
  });
}
