import { useInfiniteQuery } from '@tanstack/react-query';
import type { Api } from './client.ts';
import { useSession } from './session.ts';
import type { Endpoint, Item, Query } from './types.ts';

interface Page<Name extends Endpoint<'get'>> {
  readonly next: string | null;
  readonly results: readonly Item<Name>[];
}

/** The `cursor` of a link to the next page. The link's host is ignored: the browser may not be allowed to ask it. */
export const cursorOf = (link: string | null): string | null =>
  link === null ? null : new URL(link, location.origin).searchParams.get('cursor');

async function readPage<Name extends Endpoint<'get'>>(
  api: Api,
  name: Name,
  query: Query<Name, 'get'> | undefined,
  cursor: string | null,
): Promise<Page<Name>> {
  const page: unknown = await api.get(name, { ...(query as object), ...(cursor !== null && { cursor }) } as Query<
    Name,
    'get'
  >);
  return page as Page<Name>;
}

export async function everyPage<Name extends Endpoint<'get'>>(
  api: Api,
  name: Name,
  query?: Query<Name, 'get'>,
): Promise<Item<Name>[]> {
  const all: Item<Name>[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Name> = await readPage(api, name, query, cursor);
    all.push(...page.results);
    cursor = cursorOf(page.next);
  } while (cursor !== null);
  return all;
}

interface Options<Name extends Endpoint<'get'>> {
  readonly queryKey: readonly unknown[];
  readonly query?: Query<Name, 'get'>;
  /** Milliseconds until the pages are read again, by what the first of them has; false for never. */
  readonly again?: (newest: readonly Item<Name>[]) => number | false;
}

export function usePages<Name extends Endpoint<'get'>>(name: Name, { queryKey, query, again }: Options<Name>) {
  const { api } = useSession();
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => readPage(api, name, query, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => cursorOf(next),
    refetchInterval: ({ state }) => again?.(state.data?.pages[0]?.results ?? []) ?? false,
  });
  return { ...list, items: list.data?.pages.flatMap(({ results }) => results) ?? [] };
}
