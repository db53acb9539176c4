/** Reads the contacts that a job is for, one page of an index partition at a time. */
import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Search } from '../../domain/search/search.ts';
import type { NotedContacts, Selection } from '../../domain/selection/selection.ts';
import {
  type InGroups,
  pageModified,
  pageRoster,
  readContacts,
  readMemberships,
  shardOf,
  shardOfContact,
} from '../contacts/index.ts';
import { type Data, isRaising } from '../dynamo/index.ts';
import { pageSearch } from '../search/index.ts';
import { pageDays } from './folder-selection.ts';
import { pageJob } from './job-selection.ts';
import { pageNotes } from './policy-notes.ts';
import { searchOf } from './selected-search.ts';
import {
  isListed,
  type Selecting,
  type SelectionCursor,
  type SelectionPage,
  type SelectionPart,
  selectionPartsOf,
} from './selection-cursor.ts';
import { type Chooser, isChosen, pageChosen } from './snapshot-selection.ts';

/** Roster entries read at a time, at least: the last places of a slice are not filled one by one. */
const SMALLEST_PAGE = 25;

type Mixed = Extract<Selection, { groups: unknown }>;

interface Paging {
  /** Chooses by a snapshot, where it can. */
  readonly choose?: Chooser | null;
  /** The caller looks at contacts, so those that have to be read are read whole, and returned. */
  readonly looks?: boolean;
}

/** The next page, of at most `limit` contacts, in the cursor's partition. */
export async function pageSelection(
  data: Data,
  job: Selecting,
  cursor: SelectionCursor,
  limit: number,
  { choose = null, looks = false }: Paging = {},
): Promise<SelectionPage> {
  const { workspace, selection } = job;
  // Chosen by the hash of a uuid: while shards are raised, the tables may have a contact in an earlier one.
  const mayBegin = choose !== null && isStart(cursor) && !isRaising(data, workspace);
  const mayBeChosen = isChosen(cursor) || mayBegin;
  const search = 'query' in selection || mayBeChosen ? await searchOf(data, job) : null;
  const chosen = search && mayBeChosen && (await pageChosen(data, workspace, search, cursor, { limit, choose }));
  if (chosen) return chosen;
  if ('query' in selection) return pageQuery(data, workspace, search as Search, cursor, limit);
  const parts = selectionPartsOf(job);
  const part = parts[cursor.part];
  if (part !== undefined && 'noted' in part) return pageNoted(data, workspace, { ...part, parts }, cursor, limit);
  if ('folder' in selection) return pageDays(data, { ...job, selection }, cursor, limit);
  if ('modified' in selection) return pageModifiedBetween(data, workspace, selection.modified, cursor, limit);
  if ('import' in selection) throw new Error('The rows of an import are selected from its files');
  if ('job' in selection) return pageJob(data, workspace, selection, cursor, limit);
  return pageMixed(data, workspace, selection, cursor, { limit, looks });
}

const isStart = ({ part, shard, after }: SelectionCursor): boolean => part === 0 && shard === 0 && after === null;

interface NotedPart {
  readonly noted: NotedContacts;
  readonly parts: readonly SelectionPart[];
}

/** Noted contacts, once and not for every shard, without those whom the folder's own days list. */
async function pageNoted(
  data: Data,
  workspace: WorkspaceId,
  { noted, parts }: NotedPart,
  cursor: SelectionCursor,
  limit: number,
): Promise<SelectionPage> {
  if (cursor.shard > 0) return { uuids: [], after: null };
  const { uuids, after } = await pageNotes(data, workspace, noted, cursor.after, limit);
  const contacts = await readContacts(data, workspace, uuids);
  const isOwn = (one: Contact | Tombstone | undefined) => one && !isTombstone(one) && !isListed(one, parts);
  return { uuids: uuids.filter((uuid) => isOwn(contacts.get(uuid))), contacts, after };
}

async function pageQuery(
  data: Data,
  workspace: WorkspaceId,
  search: Search,
  { after, shard, alone }: SelectionCursor,
  limit: number,
): Promise<SelectionPage> {
  const page = await pageSearch(data, workspace, search, { limit, cursor: after, shard: alone && shard });
  const contacts = new Map(page.contacts.map((contact) => [contact.uuid, contact]));
  return { uuids: [...contacts.keys()], contacts, after: page.cursor };
}

/** The index lists a contact once, by its last change: one that moves past the end meanwhile is not selected. */
async function pageModifiedBetween(
  data: Data,
  workspace: WorkspaceId,
  { from: after, to: before }: Extract<Selection, { modified: unknown }>['modified'],
  { shard, after: cursor }: SelectionCursor,
  limit: number,
): Promise<SelectionPage> {
  const page = await pageModified(data, workspace, shard, { after, before, limit, cursor });
  return { uuids: page.uuids, after: page.cursor };
}

/** Group members and listed contacts together, in uuid order within the shard; each is checked before it is kept. */
async function pageMixed(
  data: Data,
  workspace: WorkspaceId,
  selection: Mixed,
  cursor: SelectionCursor,
  { limit, looks }: { readonly limit: number; readonly looks: boolean },
): Promise<SelectionPage> {
  const { candidates, end } = await candidatesOf(data, workspace, selection, cursor, Math.max(limit, SMALLEST_PAGE));
  const contacts = looks ? await readContacts(data, workspace, candidates) : null;
  const found = contacts ?? (await readMemberships(data, workspace, candidates));
  const kept = candidates.filter((uuid) => belongs(found.get(uuid), selection, cursor.shard));
  const uuids = kept.slice(0, limit);
  return { uuids, ...(contacts && { contacts }), after: kept.length <= limit ? end : (uuids.at(-1) ?? null) };
}

/** The next contacts of rosters and list, and up to which uuid they are complete (null: the shard's end). */
async function candidatesOf(
  data: Data,
  workspace: WorkspaceId,
  { groups, contacts }: Mixed,
  { shard, after, of }: SelectionCursor,
  limit: number,
): Promise<{ candidates: ContactId[]; end: string | null }> {
  const from = after === null ? {} : { after: after as ContactId };
  const none = { uuids: [], done: true };
  const roster = groups.length === 0 ? none : await pageRoster(data, workspace, groups, shard, { ...from, limit });
  const end = roster.done ? null : (roster.uuids.at(-1) ?? null);
  const listed = contacts.filter(
    (uuid) => shardOf(uuid, of) === shard && (after === null || uuid > after) && (end === null || uuid <= end),
  );
  // A listed contact is found in the shard of the list, whichever its roster has.
  const others = roster.uuids.filter((uuid) => !contacts.includes(uuid));
  return { candidates: [...new Set([...others, ...listed])].sort(), end };
}

/** Rosters are a superset and lists may be old, so the contact decides whether it exists and is a member there. */
function belongs(contact: InGroups | Tombstone | undefined, { groups, contacts }: Mixed, shard: number): boolean {
  if (contact === undefined || !('groups' in contact)) return false;
  if (contacts.includes(contact.uuid)) return true;
  return shardOfContact(contact) === shard && contact.groups.some((group) => groups.includes(group));
}
