import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type Contact,
  type Field,
  type Me,
  Refusal,
  useMutation,
  useRefresh,
  useSession,
} from '../../common/api/index.ts';
import { wallOf } from '../../common/texts/index.ts';

/** What the page lets one change of a contact, as the user types it. */
export interface Edit {
  readonly name: string;
  readonly language: string;
  /** `tel:+250788123456`, the preferred one first. */
  readonly urns: readonly string[];
  /** UUIDs of the groups whose members are added by hand. */
  readonly groups: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

interface EditEnv {
  readonly workspace: Me['workspace'];
  readonly fields: readonly Field[];
  /** The UUIDs of groups whose members are added by hand. */
  readonly byHand: ReadonlySet<string>;
}

type Changes = ReturnType<typeof changesOf>;

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

export const editOf = (contact: Contact, { workspace, fields, byHand }: EditEnv): Edit => ({
  name: contact.name ?? '',
  language: contact.language ?? '',
  urns: contact.urns.map((urn) => (typeof urn === 'string' ? urn : `${urn.scheme}:${urn.path}`)),
  groups: contact.groups.map(({ uuid }) => uuid).filter((uuid) => byHand.has(uuid)),
  fields: Object.fromEntries(
    fields.map(({ key, type }) => {
      const value = contact.fields[key] ?? '';
      return [key, type === 'datetime' && value !== '' ? writtenDate(value, workspace) : value];
    }),
  ),
});

/** A time as the workspace writes it: `31-12-2026 08:00`, or only the day where it is midnight. */
function writtenDate(at: string, { timezone, date_style }: Me['workspace']): string {
  const [date = '', time = ''] = wallOf(new Date(at), timezone).split('T');
  const [year, month, day] = date.split('-');
  const ordered = { day_first: [day, month, year], month_first: [month, day, year], year_first: [year, month, day] };
  return `${ordered[date_style].join('-')}${time === '00:00' ? '' : ` ${time}`}`;
}

/**
 * The values that an edit changes; only these are sent.
 * @param now - the contact as it is: what somebody else joined, left, added or removed meanwhile stays
 */
export function changesOf(before: Edit, after: Edit, now: Edit) {
  const fields = Object.fromEntries(
    Object.entries(after.fields)
      .filter(([key, value]) => value !== (before.fields[key] ?? ''))
      .map(([key, value]) => [key, value.trim() === '' ? null : value]),
  );
  const urns = after.urns.filter((urn) => !isBlank(urn));
  return {
    ...(after.name !== before.name && { name: after.name.trim() === '' ? null : after.name }),
    ...(after.language !== before.language && { language: after.language === '' ? null : after.language }),
    ...(!sameList(urns, before.urns) && { urns: merged(before.urns, urns, now.urns) }),
    ...(!sameList(after.groups, before.groups) && { groups: merged(before.groups, after.groups, now.groups) }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
}

/** A line for an address in which nothing was typed. */
const isBlank = (urn: string): boolean => urn.slice(urn.indexOf(':') + 1).trim() === '';

/** The user's list, without what others took out of it since, and with what they added. */
const merged = (before: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] => [
  ...mine.filter((one) => theirs.includes(one) || !before.includes(one)),
  ...theirs.filter((one) => !before.includes(one) && !mine.includes(one)),
];

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);
