/** Going through those whom a job is for, one index partition after the other. */
import { type Contact, type Folder, isTombstone, type Tombstone } from '../domain/contacts/contact.ts';
import { type ContactId, shardOf, type WorkspaceId } from '../domain/ids.ts';
import { dayOf, type Instant } from '../domain/instant.ts';
import { type Cursor, foldersOf } from '../domain/jobs/cursor.ts';
import type { Job, Selection } from '../domain/jobs/job.ts';
import type { Data } from './client.ts';
import { contactOfSort, folderKey } from './keys.ts';
import { justAbove, readRange } from './ranges.ts';
import { readContacts } from './read.ts';
import { pageRoster } from './rosters.ts';

export interface Found {
  readonly uuid: ContactId;
  /** The sort position behind which to go on after this one. */
  readonly at: string;
}

export interface SelectionPage {
  readonly found: readonly Found[];
  /** The position behind which the page ends; null when the partition has been gone through. */
  readonly after: string | null;
}

type Mixed = Extract<Selection, { groups: unknown }>;

/** The next page, of about `limit`, of the partition that the cursor stands in. */
export async function pageSelection(data: Data, job: Job, cursor: Cursor, limit: number): Promise<SelectionPage> {
  const { workspace, selection } = job;
  if (!('folder' in selection)) return pageMixed(data, workspace, selection, cursor, limit);
  const folder = foldersOf(job)[cursor.part] as Exclude<Folder, 'deleted'>;
  const range = { folder, notSeenSince: selection.notSeenSince, shard: cursor.shard, after: cursor.after };
  const { keys, done } = await pageFolderShard(data, workspace, range, limit);
  const found = keys.map((key) => ({ uuid: contactOfSort(key), at: key }));
  return { found, after: done ? null : (keys.at(-1) ?? null) };
}

export interface FolderShard {
  readonly folder: Exclude<Folder, 'deleted'>;
  readonly shard: number;
  /** Only those whose folder day lies before this instant's (UTC): it bounds the query, so that the others cost nothing. */
  readonly notSeenSince?: Instant | undefined;
  /** The `byFolder` sort key to go on behind. */
  readonly after?: string | null;
}

/** Sort keys (`<day>#<uuid>`) of one shard of a folder, oldest day first: one query; 0.5 read units when it finds nobody. */
export async function pageFolderShard(
  data: Data,
  workspace: WorkspaceId,
  { folder, shard, notSeenSince, after }: FolderShard,
  limit: number,
): Promise<{ keys: string[]; done: boolean }> {
  const range = {
    index: 'byFolder' as const,
    partition: folderKey(workspace, folder, shard),
    from: after ? justAbove(after) : undefined,
    // Sort keys of that very day are longer than the day, so they come after it.
    to: notSeenSince === undefined ? undefined : dayOf(notSeenSince),
  };
  const { keys, ended } = await readRange(data, range, limit, false);
  return { keys, done: ended };
}

/** Members of the groups and listed contacts together, in uuid order within the shard; each is looked at before it is kept. */
async function pageMixed(
  data: Data,
  workspace: WorkspaceId,
  selection: Mixed,
  { shard, after }: Cursor,
  limit: number,
): Promise<SelectionPage> {
  const from = after === null ? {} : { after: after as ContactId };
  const roster =
    selection.groups.length === 0
      ? { uuids: [], done: true }
      : await pageRoster(data, workspace, selection.groups, shard, { ...from, limit });
  const end = roster.done ? null : (roster.uuids.at(-1) ?? null);
  const listed = selection.contacts.filter(
    (uuid) => shardOf(uuid) === shard && (after === null || uuid > after) && (end === null || uuid <= end),
  );
  const uuids = [...new Set([...roster.uuids, ...listed])].sort();
  const contacts = await readContacts(data, workspace, uuids);
  const kept = uuids.filter((uuid) => belongs(contacts.get(uuid), selection));
  return { found: kept.map((uuid) => ({ uuid, at: uuid })), after: end };
}

/** Rosters are a superset and lists may be old: the contact itself says whether it is there, active, and still a member. */
function belongs(contact: Contact | Tombstone | undefined, { groups, contacts, activeOnly }: Mixed): boolean {
  if (contact === undefined || isTombstone(contact)) return false;
  if (activeOnly && contact.status !== 'active') return false;
  return contacts.includes(contact.uuid) || contact.groups.some((group) => groups.includes(group));
}
