import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { cursorOf, useCounts, useSession } from '../../common/api/index.ts';
import { type ContactView, listParams } from '../../common/contacts/index.ts';
import type { ContactList } from './use-contact-list.ts';

export interface Total {
  readonly count: number;
  readonly more: boolean;
}

/** Requests that count a search, of some 3,800 contacts each. Together they cost a hundredth of a cent. */
const AT_MOST = 10;

/**
 * How many contacts a view has; null: not known. Folders and groups have counts; a search is counted, first once.
 * @param matters - whether to count on, because the user may tick all
 */
export function useTotal({ place, query }: ContactView, list: ContactList, matters: boolean): Total | null {
  const counts = useCounts().data;
  const isAll = list.error === null && list.page === 1 && !list.hasMore && !list.isPending && !list.isOld;
  const isAnswered = list.total !== null && !list.isOld;
  const isWanted = query !== '' && !isAnswered && !list.isOld && list.error === null && (list.hasMore || list.page > 1);
  const counted = useSearchTotal({ place, query, sort: null }, isWanted, matters);
  if (query !== '' && list.total !== null && !list.isOld) return { count: list.total, more: false };
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
    // Each count costs money, so only an action or a new search counts again.
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
