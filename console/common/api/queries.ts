import { useQuery } from '@tanstack/react-query';
import { byName } from './by-name.ts';
import { bodyOfAnswer } from './client.ts';
import { useSession } from './session.ts';
import type { Field, Flow, Group } from './types.ts';

/** Milliseconds between two looks at what changes by itself. */
const COUNTS_MS = 10_000;

/** How many contacts are in each folder and group, asked for again every few seconds while the page is seen. */
export function useCounts() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['counts'],
    queryFn: () => bodyOfAnswer(api.GET('/api/v2/counts.json')),
    refetchInterval: COUNTS_MS,
  });
}

/** Follows the pages of a list to its end. */
export async function everyPage<Item>(
  page: (cursor: string | undefined) => Promise<{ next: string | null; results: Item[] }>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let cursor: string | undefined; ; ) {
    const { next, results } = await page(cursor);
    all.push(...results);
    if (next === null) return all;
    cursor = cursorOf(next) ?? undefined;
  }
}

/** The place of the next page; only it is taken from a link, which may name a host that a browser may not follow. */
export const cursorOf = (link: string | null): string | null =>
  link === null ? null : new URL(link, location.origin).searchParams.get('cursor');

/** Every group, by name: smart ones first, as TextIt's menu has them (10). */
export function useGroups() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['groups'],
    queryFn: async (): Promise<Group[]> =>
      everyPage((cursor) =>
        bodyOfAnswer(api.GET('/api/v2/groups.json', { params: { query: { ...(cursor && { cursor }) } } })),
      ),
    select: (groups) => groups.toSorted(bySmartThenName),
  });
}

const bySmartThenName = (a: Group, b: Group): number =>
  Number(b.query !== null) - Number(a.query !== null) || byName(a, b);

/** Every field of the workspace, featured ones first, by name. */
export function useFields() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['fields'],
    queryFn: async (): Promise<Field[]> =>
      everyPage((cursor) =>
        bodyOfAnswer(api.GET('/api/v2/fields.json', { params: { query: { ...(cursor && { cursor }) } } })),
      ),
    select: fieldsInOrder,
  });
}

const fieldsInOrder = (fields: Field[]): Field[] =>
  fields.toSorted((a, b) => Number(b.featured) - Number(a.featured) || byName(a, b));

/** Every flow that is not archived, by name. */
export function useFlows() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['flows'],
    queryFn: async (): Promise<Flow[]> =>
      everyPage((cursor) =>
        bodyOfAnswer(api.GET('/api/v2/flows.json', { params: { query: { ...(cursor && { cursor }) } } })),
      ),
    select: (flows) => flows.filter(({ archived }) => !archived).toSorted(byName),
  });
}
