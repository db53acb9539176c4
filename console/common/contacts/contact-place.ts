import { printValue } from '../../../shared/query/query.ts';
import type { Folder, Group } from '../api/types.ts';

/** Which list of contacts a screen shows. */
export type ContactPlace =
  | { readonly type: 'folder'; readonly folder: Folder }
  | { readonly type: 'group'; readonly group: Group };

/** What of a place is looked at: all, or what a query finds; in what order. */
export interface ContactView {
  readonly place: ContactPlace;
  /** Empty for all. */
  readonly query: string;
  /** `name`, `-last_seen_on`; null for the order of the list itself. */
  readonly sort: string | null;
}

/** A query that also says the group, for no search takes a group beside a query. */
const within = ({ group }: Extract<ContactPlace, { type: 'group' }>, query: string): string =>
  `group = ${printValue(group.name)}${query === '' ? '' : ` AND (${query})`}`;

/** The parameters of contacts.json that list a view. */
export function listParams({ place, query, sort }: ContactView): Readonly<Record<string, string>> {
  const order = sort === null ? {} : { sort };
  if (place.type === 'group')
    return query === '' ? { group: place.group.uuid, ...order } : { query: within(place, query), ...order };
  return { folder: place.folder, ...(query !== '' && { query }), ...order };
}

/** The selection of jobs.json that has all of a view but some. */
export function selectionOf({ place, query }: ContactView, except: readonly string[] = []): Selection {
  const others = except.map((uuid) => `uuid != ${printValue(uuid)}`);
  if (place.type === 'group') {
    if (query === '' && others.length === 0) return { groups: [place.group.uuid] };
    return { query: allOf([`group = ${printValue(place.group.name)}`, ...bracketed(query), ...others]) };
  }
  const { folder } = place;
  if (query === '' && others.length === 0) return { folder };
  return { folder, query: allOf([...bracketed(query), ...others]) };
}

export interface Selection {
  readonly folder?: Folder;
  readonly groups?: string[];
  readonly contacts?: string[];
  readonly query?: string;
}

const bracketed = (query: string): string[] => (query === '' ? [] : [`(${query})`]);
const allOf = (parts: readonly string[]): string => (parts.length === 1 ? (parts[0] ?? '') : parts.join(' AND '));
