import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type Answer, cursorOf, type Row, useSession } from '../../common/api/index.ts';
import { useKeyedState } from '../../common/components/index.ts';
import { type ContactView, listParams } from '../../common/contacts/index.ts';
import { FIRST, keptRead, type Read } from './kept-list.ts';

/** A table of 50 rows redraws within 0.1 s after a tick; one of 250 does not. */
const ROWS = 50;

/** The keys that every list needs besides those of its columns. */
const ALWAYS = ['name', 'urns', 'status', 'last_seen_on', 'created_on', 'groups', 'version'];

type Progress = NonNullable<Answer<'contacts'>['progress']>;

export interface ContactList {
  readonly rows: readonly Row[];
  /** The query in normal form, once it is searched. */
  readonly normal: string | null;
  /** Whether the search stopped before the page was full. */
  readonly partial: boolean;
  /** How far an incomplete search has come. */
  readonly progress: Progress | null;
  /** All matches of a search, where the first answer has their number. */
  readonly total: number | null;
  /** Whether a snapshot answered. */
  readonly isFast: boolean;
  /** What the list is of, and how far it was read. */
  readonly key: string;
  readonly read: Read;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly hasMore: boolean;
  readonly goTo: (page: number) => void;
  readonly isPending: boolean;
  /** Whether the rows are those of the last request, while others are read. */
  readonly isOld: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The contacts of a view, page by page; another view begins at page 1. */
export function useContactList(view: ContactView, fields: readonly string[]): ContactList {
  const { api } = useSession();
  const own = listParams(view);
  const key = JSON.stringify(own);
  const [read, setRead] = useKeyedState<Read>(
    key,
    useMemo(() => keptRead(key), [key]),
  );
  const { cursors, page } = read;
  const cursor = cursors[page - 1] ?? null;
  const params = { ...own, ...(cursor !== null && { cursor }) };
  const columns = [...ALWAYS, ...fields.map((key) => `fields.${key}`)].join(',');
  const found = useQuery({
    queryKey: ['contacts', own, cursor, columns],
    queryFn: () => api.get('contacts', { ...params, limit: String(ROWS), fields: columns }),
    // Rows of another search are not shown with this one.
    placeholderData: (before, query) => (JSON.stringify(query?.queryKey[1]) === key ? before : undefined),
  });
  const next = cursorOf(found.data?.next ?? null);
  // A later page became empty, because its contacts were moved: its cursors lead nowhere.
  const isGone = page > 1 && !found.isPlaceholderData && found.data?.results.length === 0 && next === null;
  useEffect(() => {
    if (isGone) setRead(FIRST);
  });
  return {
    rows: found.data?.results ?? [],
    normal: found.data?.query ?? null,
    partial: found.data?.partial ?? false,
    progress: found.data?.progress ?? null,
    total: found.data?.total?.exact ? found.data.total.count : null,
    key,
    read,
    isFast: found.data?.snapshot?.used ?? false,
    page,
    pages: cursors.length,
    hasMore: next !== null,
    goTo(wanted) {
      setRead({ cursors: wanted > cursors.length && next !== null ? [...cursors, next] : cursors, page: wanted });
    },
    isPending: found.isPending,
    isOld: found.isPlaceholderData,
    error: found.error,
    retry: () => void found.refetch(),
  };
}
