import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { cursorOf } from '../../common/api/pages.ts';
import { useCounts } from '../../common/api/queries.ts';
import { useSession } from '../../common/api/session.ts';
import { type ContactView, listParams } from '../../common/contacts/contact-place.ts';
import type { ContactList } from './use-contact-list.ts';

/** How many a view has. */
export interface Total {
  readonly count: number;
  /** Not known to be all of them: there are so many at least. */
  readonly more: boolean;
}

/** Requests that count a search on by themselves, of some 3,800 contacts each: a hundredth of a cent together. */
const AT_MOST = 10;

/**
 * How many a view has: of a whole folder or group by the counts; of a search, which nobody has counted, once it is counted. That begins when the search has more
 * than a page, with one request, and goes on only when it matters.
 * @param matters - whether all of them are about to be ticked
 */
export function useTotal({ place, query }: ContactView, list: ContactList, matters: boolean): Total | null {
  const counts = useCounts().data;
  const isAll = list.error === null && list.page === 1 && !list.hasMore && !list.isPending && !list.isOld;
  const isWanted = query !== '' && list.error === null && (list.hasMore || list.page > 1);
  const counted = useSearchTotal({ place, query, sort: null }, isWanted, matters);
  if (query !== '') return isAll ? { count: list.rows.length, more: false } : isWanted ? counted : null;
  if (counts === undefined) return null;
  const count = place.type === 'folder' ? counts.folders[place.folder] : (counts.groups[place.group.uuid] ?? 0);
  return { count, more: false };
}

function useSearchTotal(view: ContactView, isWanted: boolean, matters: boolean): Total | null {
  const { api } = useSession();
  const params = listParams(view);
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useInfiniteQuery({
    queryKey: ['contacts', 'total', params],
    queryFn: ({ pageParam }) =>
      api.get('contacts', { ...params, total: 'true', ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }, pages) => (pages.length < AT_MOST ? cursorOf(next) : null),
    enabled: isWanted,
    // Counting again what was counted is paid for again: only an action, or a new search, does.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const goesOn = matters && isWanted && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  const total = data?.pages.at(-1)?.total;
  return total ? { count: total.count, more: !total.exact } : null;
}
