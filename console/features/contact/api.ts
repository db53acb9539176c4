import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Refusal } from '../../common/api/client.ts';
import { useRefresh } from '../../common/api/refresh.ts';
import { useSession } from '../../common/api/session.ts';
import type { Contact } from '../../common/api/types.ts';
import { useMutation } from '../../common/api/use-mutation.ts';

/** A contact with the version that it had when it was read. */
export interface Versioned {
  readonly contact: Contact;
  readonly etag: string;
}

/** One contact; null when there is none (any more). */
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

/** What can be edited in place. */
export interface Edit {
  readonly name: string;
  readonly language: string;
  readonly fields: Readonly<Record<string, string>>;
}

export const editOf = ({ name, language, fields }: Contact): Edit => ({
  name: name ?? '',
  language: language ?? '',
  fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value ?? ''])),
});

/** The part of an edit that is not as it was: only that is sent. */
export function changesOf(before: Edit, after: Edit) {
  const fields = Object.fromEntries(
    Object.entries(after.fields)
      .filter(([key, value]) => value !== (before.fields[key] ?? ''))
      .map(([key, value]) => [key, value === '' ? null : value]),
  );
  return {
    ...(after.name !== before.name && { name: after.name === '' ? null : after.name }),
    ...(after.language !== before.language && { language: after.language === '' ? null : after.language }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
}

/** Whether another has changed the contact since it was read. */
export const isConflict = (error: Error | null): boolean => error instanceof Refusal && error.status === 412;

/** Saves an edit of the contact as it was read, and of no other. */
export function useSave(uuid: string) {
  const { api } = useSession();
  const queries = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ etag, changes }: { readonly etag: string; readonly changes: ReturnType<typeof changesOf> }) =>
      api.post('contacts', changes as Record<string, never>, { uuid }, { 'If-Match': etag }),
    onSuccess: () => refresh(),
    // What the other has made of it is shown beside what was typed.
    onError: (error) => (isConflict(error) ? queries.invalidateQueries({ queryKey: ['contact', uuid] }) : undefined),
  });
}
