/** The members of a group in the order of their contacts' modification, for groups of any size (docs/adr/001). */
import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../domain/ids.ts';
import type { Data } from '../dynamo/index.ts';
import { type PagePlace, pageWindowOf, placeOf } from '../paging/index.ts';
import { sortableMicros } from './keys.ts';
import { MODIFIED_SHAPE } from './lists.ts';
import { isMember, type Members, type MembersPage, scanMembers } from './members-scan.ts';
import { readContacts } from './read.ts';
import { readRoster } from './rosters.ts';
import { CONTACT_UNITS, INDEX_UNITS, ROSTER_UNITS } from './units.ts';

/** Contacts that one request can read and sort: a second or two, and 5,200 units. */
const LOADED_AT_MOST = 10_000;

/** The next members. A page is empty only at the end. Pages may switch ways, as both use the same page key. */
export async function listMembers(data: Data, workspace: WorkspaceId, members: Members): Promise<MembersPage> {
  const place = placeOf(members.cursor, MODIFIED_SHAPE);
  const { size, population, limit } = members;
  const load = size * (CONTACT_UNITS + ROSTER_UNITS);
  const scan = limit * (population / Math.max(size, 1)) * (CONTACT_UNITS + INDEX_UNITS);
  if (size <= LOADED_AT_MOST && load <= scan) {
    const roster = await readRoster(data, workspace, members.group, LOADED_AT_MOST);
    if (roster !== null) return loadPage(data, workspace, members, place, roster);
  }
  return scanMembers(data, workspace, members, place);
}

/** Contacts that are read at a time. */
const SOME = 100;

/** Whether a group has a member as of now: a query a shard, and the contacts up to the first member, 1 read each. */
export async function hasMembers(data: Data, workspace: WorkspaceId, group: GroupId): Promise<boolean> {
  const roster = await readRoster(data, workspace, group, LOADED_AT_MOST);
  if (roster === null) return true;
  const uuids = [...roster];
  for (let start = 0; start < uuids.length; start += SOME) {
    const read = await readContacts(data, workspace, uuids.slice(start, start + SOME), { consistent: true });
    if ([...read.values()].some((item) => isMember(item, group))) return true;
  }
  return false;
}

const keyOf = ({ modifiedOn, uuid }: Contact): string => `${sortableMicros(modifiedOn)}#${uuid}`;

async function loadPage(
  data: Data,
  workspace: WorkspaceId,
  { group, before, after, reverse, limit }: Members,
  place: PagePlace,
  roster: ReadonlySet<ContactId>,
): Promise<MembersPage> {
  const contacts = [...(await readContacts(data, workspace, [...roster])).values()]
    .filter((item): item is Contact => isMember(item, group))
    .filter(({ modifiedOn }) => (!before || modifiedOn <= before) && (!after || modifiedOn >= after))
    .map((contact) => ({ contact, key: keyOf(contact) }))
    .sort((a, b) => (a.key < b.key === reverse ? -1 : 1));
  const keys = contacts.map(({ key }) => key);
  const { start, end, cursor, previous } = pageWindowOf(keys, place, { limit, descending: !reverse });
  return { contacts: contacts.slice(start, end).map(({ contact }) => contact), cursor, previous };
}
