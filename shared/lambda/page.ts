import * as z from 'zod/mini';
import type { Request } from './endpoint.ts';

/** TextIt's fixed page size. */
export const PAGE_SIZE = 250;

export interface Page<Item> {
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Item[];
}

/** A page of results. `next` is absolute and repeats every parameter, since clients follow it as it stands (TextIt 7.2). */
export function page<Item>(
  { url, query }: Pick<Request, 'url' | 'query'>,
  results: readonly Item[],
  cursor: string | null,
): Page<Item> {
  return { next: cursor === null ? null : withCursor(url, query, cursor), previous: null, results };
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
  return page(request, all.slice(start, end), end < all.length ? end.toString(36) : null);
}
