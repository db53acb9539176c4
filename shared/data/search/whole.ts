/** Searches that read all who may match: whom the query names, or a small workspace that is to be sorted. */
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { orderOf, type Spot } from '../../domain/search/columns/order.ts';
import { rowOf } from '../../domain/search/columns/row.ts';
import { namedBy } from '../../domain/search/named.ts';
import type { Search } from '../../domain/search/search.ts';
import type { Sort } from '../../domain/search/sort.ts';
import { findOwners, readContacts } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { CursorError, type Neighbours } from '../paging/index.ts';
import { searchContacts } from './read.ts';
import { besides, spotPlaceOf } from './spots.ts';

/** Contacts of a workspace that are all read to be sorted or counted. */
export const READ_AT_MOST = 5_000;
/** These are 2,600 read units. */
export const ALL_AT_ONCE = { milliseconds: 12_000, readUnits: 3_000 };

interface Whole extends Neighbours {
  readonly contacts: readonly Contact[];
  readonly total: number;
  readonly lookedAt: number;
}

/**
 * A page of a search, in the order of a snapshot or another; null when there are too many, or no order is asked for.
 * Named contacts cost half a read unit each, and addresses 2.5; else 0.525 for each contact in the search's folders.
 */
export async function searchWhole(
  data: Data,
  workspace: WorkspaceId,
  search: Search,
  page: {
    readonly population: number;
    readonly sort: Sort | null;
    readonly limit: number;
    readonly cursor?: string | null | undefined;
  },
): Promise<Whole | null> {
  const { population, sort, limit, cursor } = page;
  const read =
    (await readNamed(data, workspace, search)) ?? (sort && (await readAll(data, workspace, search, population)));
  if (read === null) return null;
  const place = spotPlaceOf(cursor, sort);
  if (place === null) throw new CursorError(`${cursor}`);
  const { valueIn, compare } = orderOf(sort);
  const { from, back } = place;
  const ahead = (a: Spot, b: Spot) => (back ? -compare(a, b) : compare(a, b));
  const left = read.contacts
    .map((contact) => ({ contact, uuid: contact.uuid, value: valueIn(rowOf(contact)) }))
    .filter((spot) => from === null || ahead(spot, from) > 0)
    .sort(ahead);
  const shown = left.slice(0, limit);
  const first = shown[0];
  const last = shown.at(-1);
  return {
    contacts: (back ? shown.toReversed() : shown).map(({ contact }) => contact),
    ...besides(place, first && last ? { first, last } : null, left.length > limit, sort),
    total: read.contacts.length,
    lookedAt: read.lookedAt,
  };
}

/** The matches among the contacts that the query names; null when it names none. */
async function readNamed(data: Data, workspace: WorkspaceId, search: Search) {
  const named = namedBy(search.query.root);
  if (named === null) return null;
  const owners = [...(await findOwners(data, workspace, named.identities)).values()];
  const read = await readContacts(data, workspace, [...named.uuids, ...owners.map(({ uuid }) => uuid)]);
  const matches = [...read.values()].filter((one): one is Contact => !isTombstone(one) && search.matches(one));
  return { contacts: matches, lookedAt: read.size };
}

/** All matches, if by the counts there are not too many contacts, and they are read in time. */
async function readAll(data: Data, workspace: WorkspaceId, search: Search, population: number) {
  if (population > READ_AT_MOST) return null;
  const page = { by: 'folders', limit: Number.POSITIVE_INFINITY, budget: ALL_AT_ONCE } as const;
  const { contacts, partial, progress } = await searchContacts(data, workspace, search, page);
  return partial ? null : { contacts, lookedAt: progress?.lookedAt ?? 0 };
}
