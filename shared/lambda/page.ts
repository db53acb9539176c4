import * as z from 'zod/mini';
import type { Request } from './endpoint.ts';

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

/** A page of a list that is small enough to be held whole; the cursor is the position in it. */
export function slicePage<Item>(request: Pick<Request, 'url' | 'query'>, all: readonly Item[]): Page<Item> {
  const start = Math.max(0, Number.parseInt(request.query['cursor'] ?? '0', 36) || 0);
  const end = start + PAGE_SIZE;
  const next = end < all.length ? end.toString(36) : null;
  const previous = start > 0 ? Math.max(0, start - PAGE_SIZE).toString(36) : null;
  return page(request, all.slice(start, end), next, previous);
}
