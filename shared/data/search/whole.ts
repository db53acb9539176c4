/** Searches that read all who may match: whom the query names, or a small workspace that is to be sorted. */
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { orderOf, type Spot } from '../../domain/search/columns/order.ts';
import { rowOf } from '../../domain/search/columns/row.ts';
import { namedBy } from '../../domain/search/named.ts';
import type { Search } from '../../domain/search/search.ts';
import type { Sort } from '../../domain/search/sort.ts';
import { parseOutside } from '../../domain/text/json-nesting.ts';
import { contactOfSort, findOwners, MODIFIED_SHAPE, modifiedSort, readContacts } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { CursorError, type Neighbours } from '../paging/index.ts';
import { searchContacts } from './read.ts';

/**
 * A spot, and on which side of it a page is; without a spot, the first page, or the last (`back`). Its cursor is a
 * place in the order of modification, `modified/0/<time>#<uuid>`, or one in another order. `p` before it: the page that
 * ends there.
 */
export interface SpotPlace {
  readonly from: Spot | null;
  readonly back: boolean;
}

const BACK = 'p';
const FIRST = 'n';
const MODIFIED = /^modified\/0\/([^/]+)/;

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

/** The place in a cursor; null when it belongs to another kind of list, or to none. */
export function spotPlaceOf(cursor: string | null | undefined, sort: Sort | null): SpotPlace | null {
  if (!cursor || cursor === FIRST) return { from: null, back: false };
  const back = cursor.startsWith(BACK);
  const text = back ? cursor.slice(BACK.length) : cursor;
  if (text === '') return { from: null, back };
  const from = sort === null ? modifiedSpot(text) : sortedSpot(text);
  return from && { from, back };
}

export function cursorOfSpot({ from, back }: SpotPlace, sort: Sort | null): string {
  if (from === null) return back ? BACK : FIRST;
  const place =
    sort === null ? `modified/0/${modifiedSort(from.value as Instant, from.uuid as ContactId)}` : jsonOf(from);
  return back ? `${BACK}${place}` : place;
}

function modifiedSpot(text: string): Spot | null {
  const key = MODIFIED.exec(text)?.[1];
  if (key === undefined || !MODIFIED_SHAPE.test(key)) return null;
  return { value: instant(Number(key.slice(0, key.indexOf('#')))), uuid: contactOfSort(key) };
}

const jsonOf = ({ value, uuid }: Spot): string => Buffer.from(JSON.stringify([value, uuid])).toString('base64url');

function sortedSpot(text: string): Spot | null {
  const place = parseOutside(Buffer.from(text, 'base64url').toString());
  if (!Array.isArray(place) || place.length !== 2) return null;
  const [value, uuid] = place;
  const isValue = value === null || typeof value === 'number' || typeof value === 'string';
  return isValue && /^[0-9a-f-]{36}$/.test(String(uuid)) ? { value, uuid } : null;
}

/** The cursors around a page that was read from a place; `more`: reading could go on. */
export function besides(
  { from, back }: SpotPlace,
  ends: { readonly first: Spot; readonly last: Spot } | null,
  more: boolean,
  sort: Sort | null,
): { readonly cursor: string | null; readonly previous: string | null } {
  const onwards = more && ends ? cursorOfSpot({ from: ends.last, back }, sort) : null;
  const backwards = from === null ? null : cursorOfSpot({ from: ends?.first ?? null, back: !back }, sort);
  return back ? { cursor: backwards, previous: onwards } : { cursor: onwards, previous: backwards };
}
