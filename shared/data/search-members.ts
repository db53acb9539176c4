/** The members of a group in the order in which contacts were modified, for a group of any size (docs/adr/008). */
import type { Contact } from '../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../domain/ids.ts';
import { CONTACT_UNITS, INDEX_UNITS, ROSTER_UNITS } from '../domain/search/plan.ts';
import type { Data } from './client.ts';
import { CursorError } from './cursor.ts';
import { sortableMicros } from './keys.ts';
import { readContacts } from './read.ts';
import { isMember, type Members, type MembersPage, scanMembers, windowOf } from './search-members-scan.ts';
import { readRoster } from './search-roster.ts';

/** Contacts that one request can well read and sort: a second or two, and 5,200 units. */
const LOADED_AT_MOST = 10_000;
const CURSOR = /^\d{16}#[0-9a-f-]{36}$/;

/**
 * The next members. A page is empty only when there are no more. Both ways page by the same key, so the one chosen may
 * differ from page to page.
 */
export async function listMembers(data: Data, workspace: WorkspaceId, members: Members): Promise<MembersPage> {
  if (members.cursor && !CURSOR.test(members.cursor)) throw new CursorError(members.cursor);
  const { size, everybody, limit } = members;
  const load = size * (CONTACT_UNITS + ROSTER_UNITS);
  const scan = limit * (everybody / Math.max(size, 1)) * (CONTACT_UNITS + INDEX_UNITS);
  if (size <= LOADED_AT_MOST && load <= scan) {
    const roster = await readRoster(data, workspace, members.group, LOADED_AT_MOST);
    if (roster !== null) return loadPage(data, workspace, members, roster);
  }
  return scanMembers(data, workspace, members);
}

const keyOf = ({ modifiedOn, uuid }: Contact): string => `${sortableMicros(modifiedOn)}#${uuid}`;

/** Reads all members and sorts them. */
async function loadPage(
  data: Data,
  workspace: WorkspaceId,
  members: Members,
  roster: ReadonlySet<ContactId>,
): Promise<MembersPage> {
  const { from = '', to = '~' } = windowOf(members);
  const contacts = await readContacts(data, workspace, [...roster]);
  const left = [...contacts.values()]
    .filter((item): item is Contact => isMember(item, members.group))
    .map((contact) => ({ contact, key: keyOf(contact) }))
    .filter(({ key }) => from <= key && key <= to)
    .sort((a, b) => (a.key < b.key === members.reverse ? -1 : 1));
  const shown = left.slice(0, members.limit);
  return {
    contacts: shown.map(({ contact }) => contact),
    cursor: left.length > members.limit ? (shown.at(-1)?.key ?? null) : null,
  };
}

export type { Members, MembersPage } from './search-members-scan.ts';
