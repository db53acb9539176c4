import * as z from 'zod/mini';
import type { Request } from './endpoint.ts';
import { refuse } from './errors.ts';

/** TextIt's fixed page size. */
export const PAGE_SIZE = 250;

export interface Page<Item> {
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Item[];
}

/**
 * A page of results. `next` and `previous` are absolute and repeat every parameter, since clients follow them as they
 * stand (TextIt 7.2). Lists that are read forwards only know no previous page: null.
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

export const pageOf = <Item extends z.core.$ZodType>(item: Item) =>
  z.object({ next: z.nullable(z.string()), previous: z.nullable(z.string()), results: z.array(item) });

/** Where an item stands in a list that is newest first: when it was made, and its id among those of the same moment. */
export type Place = readonly [at: number, id: string];

/**
 * A page of a list that is small enough to be held whole, newest first. The cursor is the place where the page before
 * ended, so that nothing is lost or repeated while others are added and removed. One that is none is 404, as in TextIt.
 */
export function slicePage<Item, Shown>(
  request: Pick<Request, 'url' | 'query'>,
  all: readonly Item[],
  placeOf: (item: Item) => Place,
  show: (item: Item) => Shown,
): Page<Shown> {
  const { start, end } = windowOf(request.query['cursor'], all.map(placeOf));
  const shown = all.slice(start, end);
  const [first, last] = [shown[0], shown.at(-1)];
  const next = last !== undefined && end < all.length ? cursorAt('n', placeOf(last)) : null;
  const previous = first !== undefined && start > 0 ? cursorAt('p', placeOf(first)) : null;
  return page(request, shown.map(show), next, previous);
}

const CURSOR = /^([np])([0-9a-z]+)\.([\w-]+)$/;

const cursorAt = (towards: 'n' | 'p', [at, id]: Place): string => `${towards}${at.toString(36)}.${id}`;

function windowOf(cursor: string | undefined, places: readonly Place[]): { start: number; end: number } {
  if (cursor === undefined) return { start: 0, end: PAGE_SIZE };
  const [, towards, time, id] = CURSOR.exec(cursor) ?? [];
  if (time === undefined || id === undefined) throw refuse('Invalid cursor', 404);
  const at = Number.parseInt(time, 36);
  const newer = places.filter((place) => place[0] > at || (place[0] === at && place[1] > id)).length;
  if (towards === 'p') return { start: Math.max(0, newer - PAGE_SIZE), end: newer };
  const itself = places[newer]?.[0] === at && places[newer]?.[1] === id ? 1 : 0;
  return { start: newer + itself, end: newer + itself + PAGE_SIZE };
}
