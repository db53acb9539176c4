import { useQuery } from '@tanstack/react-query';
import { type Item, useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { type Draft, rulesOf } from './draft.ts';

/** A policy that is kept; with its nights, versions and what waits where it was asked for by its uuid. */
export type StoredPolicy = Item<'policies'>;
export type Night = NonNullable<StoredPolicy['nights']>[number];
export type Version = NonNullable<StoredPolicy['versions']>[number];
export type Waiting = NonNullable<StoredPolicy['waiting']>[number];
export type State = StoredPolicy['state'];

/** All policies in their order, after the built-in one. */
export function usePolicies() {
  const { api } = useSession();
  return useQuery({ queryKey: ['policies'], queryFn: async () => (await api.get('policies')).results });
}

/** One policy with everything that is kept of it. */
export function usePolicy(uuid: string) {
  const { api } = useSession();
  return useQuery({
    queryKey: ['policies', uuid],
    queryFn: async () => (await api.get('policies', { uuid })).results[0] ?? null,
  });
}

/** Saves a draft: as a new policy, or as a new version of one. */
export function useSavePolicy(policy: StoredPolicy | null, onSaved: (saved: { readonly uuid: string }) => void) {
  const { api } = useSession();
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: ({ name, draft }: { readonly name: string; readonly draft: Draft }) =>
      api.post('policies', { name: name.trim(), ...rulesOf(draft) }, { ...(policy && { uuid: policy.uuid }) }),
    async onSuccess(saved) {
      await invalidate('policies');
      onSaved(saved);
    },
  });
}

/** The draft that says what a policy says, so that the form can change it. */
export const draftOf = ({ clock, clock_field, query, stages }: StoredPolicy): Draft => ({
  clock,
  field: clock_field,
  query: query ?? '',
  stages: stages.map(({ do: type, key, days, after, flow, group }, at) => ({
    ...{ id: at + 1, do: type, key, flow, group },
    days: (at === 0 ? days : after) ?? Number.NaN,
  })),
});

/** Whether the form shows all that the stages say: days of the clock first, and then days after the stage before. */
export const fitsForm = ({ stages }: StoredPolicy): boolean =>
  stages.every(({ days, after }, at) => (at === 0 ? (days ?? 0) >= 1 && after === null : days === null));
