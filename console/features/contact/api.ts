import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Contact, Refusal, useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import type { Changes } from './edit.ts';

export interface Versioned {
  readonly contact: Contact;
  readonly etag: string;
}

/** One contact; null when there is none. */
export function useContact(uuid: string) {
  const { api } = useSession();
  return useQuery({
    queryKey: ['contact', uuid],
    queryFn: async (): Promise<Versioned | null> => {
      const { body, etag } = await api.getVersioned('contacts', { uuid });
      const [contact] = body.results;
      return contact ? { contact: contact as Contact, etag } : null;
    },
  });
}

export const isConflict = (error: Error | null): boolean => error instanceof Refusal && error.status === 412;

/** Saves an edit of the version that was read; a newer version is refused. */
export function useSave(uuid: string) {
  const { api } = useSession();
  const queries = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ etag, changes }: { readonly etag: string; readonly changes: Changes }) =>
      api.post('contacts', changes as Record<string, never>, { uuid }, { 'If-Match': etag }),
    onSuccess: () => refresh(),
    // The other user's values are shown beside the typed ones.
    onError: (error) => (isConflict(error) ? queries.invalidateQueries({ queryKey: ['contact', uuid] }) : undefined),
  });
}
