import { type Contact, isTombstone, type Tombstone } from '../domain/contacts/contact.ts';
import { type ContactId, type GroupId, SHARDS, type WorkspaceId } from '../domain/ids.ts';
import { type Instant, instant } from '../domain/instant.ts';
import { ROSTER_UNITS } from '../domain/search/plan.ts';
import type { Data } from './client.ts';
import { contactOfSort, modifiedKey, sortableMicros } from './keys.ts';
import { consumedSince } from './meter.ts';
import { justAbove, justBelow, mergeRanges, type Range } from './ranges.ts';
import { readContacts } from './read.ts';
import { readRoster } from './search-roster.ts';

export interface MembersPage {
  readonly contacts: readonly Contact[];
  readonly cursor: string | null;
}

/** A group, and which of its members are wanted. */
export interface Members {
  readonly group: GroupId;
  /** By the counts: how many are in the group, and how many contacts are not deleted. They decide the cost only, not the result. */
  readonly size: number;
  readonly everybody: number;
  /** Modified at or before, at or after. */
  readonly before?: Instant | undefined;
  readonly after?: Instant | undefined;
  readonly reverse: boolean;
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

/** Uuids that a function's 512 MB hold with ease. */
const REMEMBERED_AT_MOST = 500_000;
/** Most contacts, and most index entries, looked at in one step of a scan. */
const STEP = 1_000;
const WIDE_STEP = 5_000;
/** After this a page that has somebody on it is answered as it is. */
const PATIENCE_MS = 8_000;
const CLOCKS_DIFFER_MS = 60_000;

/** The sort keys of `byModified` among which the page is. */
export function windowOf({ before, after, reverse, cursor }: Members): {
  from?: string | undefined;
  to?: string | undefined;
} {
  return {
    from: reverse && cursor ? justAbove(cursor) : after && sortableMicros(after),
    to: !reverse && cursor ? justBelow(cursor) : before && justAbove(sortableMicros(before)),
  };
}

export const isMember = (item: Contact | Tombstone | undefined, group: GroupId): item is Contact =>
  item !== undefined && !isTombstone(item) && item.groups.includes(group);

/**
 * Goes through all contacts as they were modified and keeps the members. When that has cost as much as reading the roster,
 * the roster is read and from then on only members are read: what was spent until then is at most as much again.
 */
export async function scanMembers(data: Data, workspace: WorkspaceId, members: Members): Promise<MembersPage> {
  const [start, begun] = [data.meter.read(), performance.now()];
  const rosterUnits = members.size <= REMEMBERED_AT_MOST ? members.size * ROSTER_UNITS : Infinity;
  const found = new Map<ContactId, Contact>();
  let roster: Roster | null = null;
  let place: Members = members;
  for (;;) {
    const step = await nextKeys(data, workspace, place, roster ? WIDE_STEP : stepOf(members));
    const keys = roster ? step.keys.filter(roster) : step.keys;
    const last = await keepMembers(data, workspace, keys, members, found);
    if (last !== null) return pageOf(found, step.more || last !== step.keys.at(-1) ? last : null);
    const cursor = step.more ? step.keys.at(-1) : undefined;
    if (cursor === undefined) return pageOf(found, null);
    if (found.size > 0 && performance.now() - begun > PATIENCE_MS) return pageOf(found, cursor);
    place = { ...place, cursor };
    if (roster === null && consumedSince(data.meter, start).readUnits > rosterUnits)
      roster = await rosterFilter(data, workspace, members.group);
  }
}

/** Tells whether the contact of an index key may be a member. */
type Roster = (key: string) => boolean;

/** Who joined after the roster was read is not in it; but joining modifies, so whoever was modified lately is looked at. */
async function rosterFilter(data: Data, workspace: WorkspaceId, group: GroupId): Promise<Roster> {
  const lately = sortableMicros(instant((Date.now() - CLOCKS_DIFFER_MS) * 1000));
  const roster = await readRoster(data, workspace, group, REMEMBERED_AT_MOST);
  return (key) => roster === null || key >= lately || roster.has(contactOfSort(key));
}

/** Adds the members among the contacts of some keys until the page is full; then answers the key of the last. */
async function keepMembers(
  data: Data,
  workspace: WorkspaceId,
  keys: readonly string[],
  { group, limit }: Members,
  found: Map<ContactId, Contact>,
): Promise<string | null> {
  for (let from = 0; from < keys.length; from += STEP) {
    const chunk = keys.slice(from, from + STEP);
    const contacts = await readContacts(data, workspace, chunk.map(contactOfSort));
    for (const key of chunk) {
      const contact = contacts.get(contactOfSort(key));
      if (isMember(contact, group)) found.set(contact.uuid, contact);
      if (found.size === limit) return key;
    }
  }
  return null;
}

/** About as many as hold a page of members, were they spread evenly. */
const stepOf = ({ limit, everybody, size }: Members): number =>
  Math.min(STEP, Math.max(limit, Math.ceil((limit * everybody) / Math.max(size, 1))));

const shards = Array.from({ length: SHARDS }, (_, shard) => shard);

function nextKeys(data: Data, workspace: WorkspaceId, place: Members, limit: number) {
  const bounds = windowOf(place);
  const ranges = shards.map(
    (shard): Range => ({ index: 'byModified', partition: modifiedKey(workspace, 'live', shard), ...bounds }),
  );
  return mergeRanges(data, ranges, { limit, reverse: !place.reverse });
}

const pageOf = (found: ReadonlyMap<ContactId, Contact>, cursor: string | null): MembersPage => ({
  contacts: [...found.values()],
  cursor,
});
