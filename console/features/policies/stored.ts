import { useQuery } from '@tanstack/react-query';
import { type Item, useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import type { Draft } from './draft.ts';
import { rulesOf } from './draft-body.ts';

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

interface Saving {
  readonly name: string;
  readonly draft: Draft;
  /** How many people would be taken, where they are protected less than before. */
  readonly count?: number;
}

/** Saves a draft: as a new policy, or as a new version of one that nobody has changed since it was read. */
export function useSavePolicy(policy: StoredPolicy | null, onSaved: (saved: { readonly uuid: string }) => void) {
  const { api } = useSession();
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn({ name, draft, ...said }: Saving) {
      const body = { name: name.trim(), ...rulesOf(draft), ...said };
      if (policy === null) return api.post('policies', body);
      return api.post('policies', { ...body, revision: policy.revision }, { uuid: policy.uuid });
    },
    onSuccess: onSaved,
    onSettled: () => invalidate('policies'),
  });
}
