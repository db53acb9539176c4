import { useInfiniteQuery } from '@tanstack/react-query';
import { cursorOf } from './queries.ts';

interface Page<Item> {
  readonly next: string | null;
  readonly results: readonly Item[];
}

interface Asked<Item> {
  readonly queryKey: readonly unknown[];
  /** @param place - the parameters that name the page: none for the first */
  readonly page: (place: { readonly cursor?: string }) => Promise<Page<Item>>;
  /** Milliseconds until the pages are read again, by what the first of them has; false for never. */
  readonly again?: (newest: readonly Item[]) => number | false;
}

/** A list of the API, read page by page as far as somebody wants to see it. */
export function usePages<Item>({ queryKey, page, again }: Asked<Item>) {
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }): Promise<Page<Item>> => page(pageParam === null ? {} : { cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => cursorOf(next),
    refetchInterval: ({ state }) => again?.(state.data?.pages[0]?.results ?? []) ?? false,
  });
  return { ...list, items: list.data?.pages.flatMap(({ results }) => results) ?? [] };
}
