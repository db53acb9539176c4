import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type Answer, type Coded, cursorOf, Refusal, type Row, useSession } from '../../common/api/index.ts';
import { useKeyedState } from '../../common/components/index.ts';
import { type ContactView, listParams } from '../../common/contacts/index.ts';
import { NOBODY, type Ticks } from './ticks.ts';

/** How far a list was read: the cursor of each page, and the page that is shown. */
interface Read {
  readonly cursors: readonly (string | null)[];
  readonly page: number;
}

const FIRST: Read = { cursors: [null], page: 1 };

/** What an entry of the browser's history keeps of a list, so that Back from a contact leads to it as it was. */
interface Kept {
  /** The contacts and the order that it is of. */
  readonly of: string;
  readonly read: Read;
  readonly ticks: { readonly mode: Ticks['mode']; readonly uuids: readonly string[] };
}

/** Ticks of which more are not kept: an entry of the history has its limit. */
const MOST_TICKS = 2_000;

/** A table of 50 rows redraws within 0.1 s after a tick; one of 250 does not. */
const ROWS = 50;

/** Milliseconds after which a list is asked for again whose order is being prepared. */
const UNTIL_SORTED = 3_000;

/** Why the service cannot sort a list, in its code: now (`sort_making`), or at all (`too_many_to_sort`). */
export function unsortedWhy(error: Error | null): string | null {
  const codes = error instanceof Refusal ? (error.codes as { readonly detail?: Coded } | undefined) : undefined;
  const code = codes?.detail?.code ?? '';
  return UNSORTED.includes(code) ? code : null;
}

const UNSORTED = ['sort_making', 'sort_no_field', 'too_many_to_sort'];

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
    refetchInterval: ({ state }) => (unsortedWhy(state.error) === 'sort_making' ? UNTIL_SORTED : false),
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

const keptIn = (state: unknown, of: string): Kept | null => {
  const { list } = (state ?? {}) as { readonly list?: Kept };
  return list?.of === of ? list : null;
};

const stateNow = (): unknown => window.history.state;

const keptRead = (of: string): Read => keptIn(stateNow(), of)?.read ?? FIRST;

export function keptTicks(of: string): Ticks {
  const { mode, uuids } = keptIn(stateNow(), of)?.ticks ?? { mode: 'some', uuids: [] };
  if (uuids.length === 0 && mode === 'some') return NOBODY;
  return mode === 'some' ? { mode, uuids: new Set(uuids) } : { mode, except: new Set(uuids) };
}

/** Keeps the page and the ticks in the present entry of the history. */
export function useKept(of: string, read: Read, ticks: Ticks): void {
  useEffect(() => {
    const uuids = [...(ticks.mode === 'some' ? ticks.uuids : ticks.except)];
    const few = uuids.length <= MOST_TICKS;
    const list: Kept = { of, read, ticks: few ? { mode: ticks.mode, uuids } : { mode: 'some', uuids: [] } };
    window.history.replaceState({ ...(stateNow() as object), list }, '');
  }, [of, read, ticks]);
}
