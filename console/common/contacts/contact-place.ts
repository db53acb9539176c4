import { printValue } from '../../../shared/query/print.ts';
import type { Folder, Group } from '../api/index.ts';

export type ContactPlace =
  | { readonly type: 'folder'; readonly folder: Folder }
  | { readonly type: 'group'; readonly group: Group };

/** The part of a place that a screen shows, and its order. */
export interface ContactView {
  readonly place: ContactPlace;
  /** Empty for all contacts. */
  readonly query: string;
  /** `name` or `-last_seen_on`; null for the list's own order. */
  readonly sort: string | null;
}

/** A query with the group in it, because contacts.json takes no group beside a query. */
const within = ({ group }: Extract<ContactPlace, { type: 'group' }>, query: string): string =>
  `group = ${printValue(group.name)}${query === '' ? '' : ` AND (${query})`}`;

/** The parameters of contacts.json for a view. */
export function listParams({ place, query, sort }: ContactView): Readonly<Record<string, string>> {
  const order = sort === null ? {} : { sort };
  if (place.type === 'group')
    return query === '' ? { group: place.group.uuid, ...order } : { query: within(place, query), ...order };
  return { folder: place.folder, ...(query !== '' && { query }), ...order };
}

/** The same contacts for facets.json, which takes no group and no order. */
export function searchParams({ place, query }: ContactView): Readonly<Record<string, string>> {
  if (place.type === 'group') return { query: within(place, query) };
  return { folder: place.folder, ...(query !== '' && { query }) };
}

/** The selection of jobs.json for all contacts of a view except some. */
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
