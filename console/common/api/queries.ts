import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Api } from './client.ts';
import { useSession } from './session.ts';
import type { Endpoint, Field, Group, Item, Query } from './types.ts';

interface Page<Name extends Endpoint<'get'>> {
  readonly next: string | null;
  readonly results: readonly Item<Name>[];
}

interface Options<Name extends Endpoint<'get'>> {
  readonly queryKey: readonly unknown[];
  readonly query?: Query<Name, 'get'>;
  /** Milliseconds until the pages are read again, by what the first of them has; false for never. */
  readonly again?: (newest: readonly Item<Name>[]) => number | false;
}

/** Milliseconds within which another screen shows groups and fields without asking again; own changes ask at once. */
const FRESH_MS = 30_000;

const NAMES = new Intl.Collator(undefined, { numeric: true });

/** The order of names in lists: `Group 2` before `Group 10`. */
const byName = (a: { readonly name: string }, b: { readonly name: string }): number => NAMES.compare(a.name, b.name);

/** Every group: smart groups first, then by name, as in TextIt's menu (TextIt 10). */
export function useGroups() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['groups'],
    queryFn: () => everyPage(api, 'groups'),
    staleTime: FRESH_MS,
    select: (groups) => groups.toSorted(bySmartThenName),
  });
}

/** Whether everybody who belongs in a group is known; until then an empty list means nothing. */
export const isFilled = ({ status }: Group): boolean => status === 'ready' || status === 'invalid';

const bySmartThenName = (a: Group, b: Group): number =>
  Number(b.query !== null) - Number(a.query !== null) || byName(a, b);

/** Every field of the workspace: featured fields first, then by name. */
export function useFields() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['fields'],
    queryFn: () => everyPage(api, 'fields'),
    staleTime: FRESH_MS,
    select: (fields) => fields.toSorted(byFeaturedThenName),
  });
}

const byFeaturedThenName = (a: Field, b: Field): number => Number(b.featured) - Number(a.featured) || byName(a, b);

const NO_LANGUAGES: readonly string[] = [];

/** The languages that the workspace writes to its contacts in, by ISO 639-3. */
export function useWorkspaceLanguages(): readonly string[] {
  const { api } = useSession();
  const read = useQuery({
    queryKey: ['workspace'],
    queryFn: () => api.get('workspace'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return read.data?.languages ?? NO_LANGUAGES;
}

/** Every flow that is not archived, by name. */
export function useFlows() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['flows'],
    queryFn: () => everyPage(api, 'flows'),
    select: (flows) => flows.filter(({ archived }) => !archived).toSorted(byName),
  });
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
