import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../domain/ids.ts';
import { instant } from '../../domain/instant.ts';
import { consumedSince, type Data } from '../dynamo/index.ts';
import { asListed, behind, mergeRanges, type Neighbours, neighboursOf, type PagePlace } from '../paging/index.ts';
import { contactOfSort, sortableMicros } from './keys.ts';
import { type Bounds, modifiedRanges } from './lists.ts';
import { readContacts } from './read.ts';
import { readRoster } from './rosters.ts';
import { ROSTER_UNITS } from './units.ts';

export interface MembersPage extends Neighbours {
  readonly contacts: readonly Contact[];
}

/** A group, and which of its members to list. */
export interface Members extends Bounds {
  readonly group: GroupId;
  /** By the counts: how many are in the group, and how many contacts the workspace has. They decide the cost only, not the result. */
  readonly size: number;
  readonly population: number;
  readonly reverse: boolean;
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

/** Uuids that a function's 512 MB hold with ease. */
const REMEMBERED_AT_MOST = 500_000;
/** Most contacts, and most index entries, looked at in one step of a scan. */
const STEP = 1_000;
const WIDE_STEP = 5_000;
/** After this a page that has any member is returned as it is. */
const PATIENCE_MS = 8_000;
const CLOCKS_DIFFER_MS = 60_000;

export const isMember = (item: Contact | Tombstone | undefined, group: GroupId): item is Contact =>
  item !== undefined && !isTombstone(item) && item.groups.includes(group);

/**
 * Reads all contacts in the order of modification and keeps the members. When that has cost as much as reading the roster would,
 * the roster is read, and from then on only members are: at most twice the cost of having read the roster first.
 */
export async function scanMembers(
  data: Data,
  workspace: WorkspaceId,
  members: Members,
  from: PagePlace,
): Promise<MembersPage> {
  const [start, begun] = [data.meter.read(), performance.now()];
  const rosterUnits = members.size <= REMEMBERED_AT_MOST ? members.size * ROSTER_UNITS : Infinity;
  const found: Found = new Map();
  let roster: Roster | null = null;
  let place = from;
  for (;;) {
    const step = await nextKeys(data, workspace, members, place, roster ? WIDE_STEP : stepOf(members));
    await keepMembers(data, workspace, roster ? step.keys.filter(roster) : step.keys, members, found);
    const key = step.more ? step.keys.at(-1) : undefined;
    const patient = found.size === 0 || performance.now() - begun <= PATIENCE_MS;
    if (found.size > members.limit || key === undefined || !patient) return pageOf(from, found, members.limit, key);
    place = { ...place, key };
    if (roster === null && consumedSince(data.meter, start).readUnits > rosterUnits)
      roster = await rosterFilter(data, workspace, members.group);
  }
}

/** Members in the order in which they were found, each with the index key under which it was found first. */
type Found = Map<ContactId, { readonly key: string; readonly contact: Contact }>;

/** Whether the contact of an index key may be a member. */
type Roster = (key: string) => boolean;

/** A contact that joined after the roster was read is not in it; but joining modifies, so contacts modified lately are always looked at. */
async function rosterFilter(data: Data, workspace: WorkspaceId, group: GroupId): Promise<Roster> {
  const lately = sortableMicros(instant((Date.now() - CLOCKS_DIFFER_MS) * 1000));
  const roster = await readRoster(data, workspace, group, REMEMBERED_AT_MOST);
  return (key) => roster === null || key >= lately || roster.has(contactOfSort(key));
}

/** Adds the members among the contacts of some keys until there is one more than a page holds: then there is another page. */
async function keepMembers(
  data: Data,
  workspace: WorkspaceId,
  keys: readonly string[],
  { group, limit }: Members,
  found: Found,
): Promise<void> {
  for (let from = 0; from < keys.length; from += STEP) {
    const chunk = keys.slice(from, from + STEP);
    const contacts = await readContacts(data, workspace, chunk.map(contactOfSort));
    for (const key of chunk) {
      const contact = contacts.get(contactOfSort(key));
      if (isMember(contact, group) && !found.has(contact.uuid)) found.set(contact.uuid, { key, contact });
      if (found.size > limit) return;
    }
  }
}

/** About as many contacts as hold a page of members, if members are spread evenly. */
const stepOf = ({ limit, population, size }: Members): number =>
  Math.min(STEP, Math.ceil((limit + 1) * Math.max(1, population / Math.max(size, 1))));

function nextKeys(data: Data, workspace: WorkspaceId, members: Members, { back, key }: PagePlace, limit: number) {
  const reverse = members.reverse === back;
  const ranges = modifiedRanges(workspace, members).map((range) => behind(range, key, reverse));
  return mergeRanges(data, ranges, { limit, reverse });
}

/** @param end - the key where reading stopped before the end of the index */
function pageOf(place: PagePlace, found: Found, limit: number, end: string | undefined): MembersPage {
  const read = [...found.values()].slice(0, limit);
  const keys = read.map(({ key }) => key);
  if (found.size <= limit && end !== undefined) keys.push(end);
  const beside = neighboursOf(place, keys, found.size > limit || end !== undefined);
  return { contacts: asListed(place, read).map(({ contact }) => contact), ...beside };
}
