import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { cursorOf } from '../../common/api/pages.ts';
import { useSession } from '../../common/api/session.ts';
import type { Answer, Row } from '../../common/api/types.ts';
import { type ContactView, listParams } from '../../common/contacts/contact-place.ts';

/** A table of fifty is ready within a tenth of a second after a tick; one of 250 is not. */
export const ROWS = 50;

/** What every list needs, whatever its columns are: what actions do differs by status, and edits by version. */
const ALWAYS = ['name', 'urns', 'status', 'last_seen_on', 'created_on', 'groups', 'version'];

type Progress = NonNullable<Answer<'contacts'>['progress']>;

export interface ContactList {
  readonly rows: readonly Row[];
  /** The query in normal form, once it was searched. */
  readonly normal: string | null;
  /** The search had to stop looking before the page was full. */
  readonly partial: boolean;
  /** How far it has come, where it had to stop. */
  readonly progress: Progress | null;
  /** From 1. */
  readonly page: number;
  /** Pages that can be gone to. */
  readonly pages: number;
  readonly hasMore: boolean;
  readonly goTo: (page: number) => void;
  readonly isPending: boolean;
  /** Rows of what was asked before are shown while others are read. */
  readonly isOld: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** A view of contacts page by page. A new view has to be a new component, by its key, so that it begins at its first page. */
export function useContactList(view: ContactView, fields: readonly string[]): ContactList {
  const { api } = useSession();
  /** The cursor of each page that was reached so far. */
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
  // Everybody of a later page has gone elsewhere, and with them the places that its cursors name.
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
