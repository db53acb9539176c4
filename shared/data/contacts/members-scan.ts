import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../domain/ids.ts';
import { instant } from '../../domain/instant.ts';
import { consumedSince, type Data, isRaising } from '../dynamo/index.ts';
import { asListed, behind, mergeRanges, type Neighbours, neighboursOf, type PagePlace } from '../paging/index.ts';
import { contactOfSort, sortableMicros } from './keys.ts';
import { type Bounds, modifiedRanges } from './lists.ts';
import { readContacts } from './read.ts';
import { readRoster } from './rosters.ts';
import { ROSTER_UNITS } from './units.ts';

export interface MembersPage extends Neighbours {
  readonly contacts: readonly Contact[];
}

export interface Members extends Bounds {
  readonly group: GroupId;
  /** Size of the group and of the workspace, by the counts. They affect the cost only, not the result. */
  readonly size: number;
  readonly population: number;
  readonly reverse: boolean;
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

/** Uuids that fit into a function's 512 MB with ease. */
const REMEMBERED_AT_MOST = 500_000;
/** Most contacts, and most index entries, read in one step of a scan. */
const STEP = 1_000;
const WIDE_STEP = 5_000;
/** After this, a page with any member is returned as it is. */
const PATIENCE_MS = 8_000;
const CLOCKS_DIFFER_MS = 60_000;

export const isMember = (item: Contact | Tombstone | undefined, group: GroupId): item is Contact =>
  item !== undefined && !isTombstone(item) && item.groups.includes(group);

/**
 * Reads all contacts by modification and keeps the members. When that has cost as much as the roster would, it reads
 * the roster, and then only members: at most twice the cost of the roster.
 */
export async function scanMembers(
  data: Data,
  workspace: WorkspaceId,
  members: Members,
  from: PagePlace,
): Promise<MembersPage> {
  const start = data.meter.read();
  const begun = performance.now();
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

/** Members in the order they were found, each with its first index key. */
type Found = Map<ContactId, { readonly key: string; readonly contact: Contact }>;

/** Whether the contact of an index key may be a member. */
type Roster = (key: string) => boolean;

/** Contacts that joined after the roster was read are not in it. Joining modifies them, so recent ones pass. */
async function rosterFilter(data: Data, workspace: WorkspaceId, group: GroupId): Promise<Roster> {
  const lately = sortableMicros(instant((Date.now() - CLOCKS_DIFFER_MS) * 1000));
  const roster = await readRoster(data, workspace, group, REMEMBERED_AT_MOST);
  return (key) => roster === null || key >= lately || roster.has(contactOfSort(key));
}

/** Adds the members among some keys, up to one more than a page holds, which shows that there is another page. */
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

/** How many contacts should hold a page of members, if they are spread evenly. */
const stepOf = ({ limit, population, size }: Members): number =>
  Math.min(STEP, Math.ceil((limit + 1) * Math.max(1, population / Math.max(size, 1))));

function nextKeys(data: Data, workspace: WorkspaceId, members: Members, { back, key }: PagePlace, limit: number) {
  const reverse = members.reverse === back;
  const ranges = modifiedRanges(data, workspace, members).map((range) => behind(range, key, reverse));
  return mergeRanges(data, ranges, { limit, reverse, inTurn: isRaising(data, workspace) });
}

/** @param end - the key where reading stopped before the end of the index */
function pageOf(place: PagePlace, found: Found, limit: number, end: string | undefined): MembersPage {
  const read = [...found.values()].slice(0, limit);
  const keys = read.map(({ key }) => key);
  if (found.size <= limit && end !== undefined) keys.push(end);
  const beside = neighboursOf(place, keys, found.size > limit || end !== undefined);
  return { contacts: asListed(place, read).map(({ contact }) => contact), ...beside };
}
