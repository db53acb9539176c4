import { useQuery } from '@tanstack/react-query';
import { everyPage } from './pages.ts';
import { useSession } from './session.ts';
import type { Field, Group } from './types.ts';

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
