import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Answer, cursorOf, type Row, useSession } from '../../common/api/index.ts';
import { type ContactView, listParams } from '../../common/contacts/index.ts';

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

/** The contacts of a view, page by page. Give the component the view as key, so that a new view begins at page 1. */
export function useContactList(view: ContactView, fields: readonly string[]): ContactList {
  const { api } = useSession();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const [page, setPage] = useState(1);
  const cursor = cursors[page - 1] ?? null;
  const params = { ...listParams(view), ...(cursor !== null && { cursor }) };
  const columns = [...ALWAYS, ...fields.map((key) => `fields.${key}`)].join(',');
  const found = useQuery({
    queryKey: ['contacts', params, columns],
    queryFn: () => api.get('contacts', { ...params, limit: String(ROWS), fields: columns }),
    placeholderData: keepPreviousData,
  });
  const next = cursorOf(found.data?.next ?? null);
  // A later page became empty, because its contacts were moved: its cursors lead nowhere.
  const isGone = page > 1 && !found.isPlaceholderData && found.data?.results.length === 0 && next === null;
  useEffect(() => {
    if (!isGone) return;
    setCursors([null]);
    setPage(1);
  }, [isGone]);
  return {
    rows: found.data?.results ?? [],
    normal: found.data?.query ?? null,
    partial: found.data?.partial ?? false,
    progress: found.data?.progress ?? null,
    page,
    pages: cursors.length,
    hasMore: next !== null,
    goTo(wanted) {
      if (wanted > cursors.length && next !== null) setCursors([...cursors, next]);
      setPage(wanted);
    },
    isPending: found.isPending,
    isOld: found.isPlaceholderData,
    error: found.error,
    retry: () => void found.refetch(),
  };
}
