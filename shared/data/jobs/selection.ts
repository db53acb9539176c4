/** Going through those whom a job is for, one index partition after the other. */
import { type Contact, isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import { type ContactId, SHARDS, shardOf, type WorkspaceId } from '../../domain/ids.ts';
import { addDays, dayOf, type Instant } from '../../domain/instant.ts';
import { type Cursor, type Part, partsOf } from '../../domain/jobs/cursor.ts';
import type { DayRange, Job, Selection } from '../../domain/jobs/job.ts';
import { pageFolder, pageRoster, readContacts } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { pageSearch } from '../search/index.ts';

export interface SelectionPage {
  readonly uuids: readonly ContactId[];
  /** The position behind which the partition goes on; null when it has been gone through. */
  readonly after: string | null;
}

/** Rosters are looked at so many at a time at least: a slice that lacks only a few is not filled one by one. */
const SMALLEST_PAGE = 25;

type Mixed = Extract<Selection, { groups: unknown }>;

/** The next page, of at most `limit` contacts, of the partition that the cursor stands in. */
export async function pageSelection(data: Data, job: Job, cursor: Cursor, limit: number): Promise<SelectionPage> {
  const { workspace, selection } = job;
  if ('query' in selection) return pageQuery(data, job, selection, cursor, limit);
  if (!('folder' in selection)) return pageMixed(data, workspace, selection, cursor, limit);
  const { folder, days }: Part = partsOf(job)[cursor.part] ?? { folder: selection.folder };
  const upToDay = days?.to ?? (selection.notSeenSince && lastDayBefore(selection.notSeenSince));
  const page = { fromDay: days?.from, upToDay, limit, cursor: cursor.after };
  const { uuids, cursor: after } = await pageFolder(data, workspace, folder, cursor.shard, page);
  return { uuids, after };
}

async function pageQuery(
  data: Data,
  { workspace, createdOn }: Job,
  { query, within }: Extract<Selection, { query: unknown }>,
  { after }: Cursor,
  limit: number,
): Promise<SelectionPage> {
  const page = await pageSearch(data, workspace, { query, within, at: createdOn }, { limit, cursor: after });
  return { uuids: page.uuids, after: page.cursor };
}

/** Whether a shard of the active folder (dormant contacts apart) holds anybody not seen since: 0.5 read units when not. */
export async function holdsUnseen(
  data: Data,
  workspace: WorkspaceId,
  shard: number,
  notSeenSince: Instant,
): Promise<boolean> {
  const page = { upToDay: lastDayBefore(notSeenSince), limit: 1 };
  const { uuids } = await pageFolder(data, workspace, 'active', shard, page);
  return uuids.length > 0;
}

/** Whether anybody active, dormant or not, has a folder day in the range: 16 queries of 0.5 read units when nobody has. */
export async function holdsActive(data: Data, workspace: WorkspaceId, { from, to }: DayRange): Promise<boolean> {
  const page = { fromDay: from, upToDay: to, limit: 1 };
  for (const folder of ['active', 'dormant'] as const) {
    for (let shard = 0; shard < SHARDS; shard++) {
      const { uuids } = await pageFolder(data, workspace, folder, shard, page);
      if (uuids.length > 0) return true;
    }
  }
  return false;
}

/** The bound of the query, so that everybody else costs nothing. */
const lastDayBefore = (at: Instant): string => dayOf(addDays(at, -1));

/** Members of the groups and listed contacts together, in uuid order within the shard; each is looked at before it is kept. */
async function pageMixed(
  data: Data,
  workspace: WorkspaceId,
  selection: Mixed,
  cursor: Cursor,
  limit: number,
): Promise<SelectionPage> {
  const { candidates, end } = await candidatesOf(data, workspace, selection, cursor, Math.max(limit, SMALLEST_PAGE));
  const contacts = await readContacts(data, workspace, candidates);
  const kept = candidates.filter((uuid) => belongs(contacts.get(uuid), selection));
  if (kept.length <= limit) return { uuids: kept, after: end };
  const uuids = kept.slice(0, limit);
  return { uuids, after: uuids.at(-1) ?? null };
}

/** Whom rosters and list name next, and the position up to which that is everybody (null: to the end of the shard). */
async function candidatesOf(
  data: Data,
  workspace: WorkspaceId,
  { groups, contacts }: Mixed,
  { shard, after }: Cursor,
  limit: number,
): Promise<{ candidates: ContactId[]; end: string | null }> {
  const from = after === null ? {} : { after: after as ContactId };
  const nobody = { uuids: [], done: true };
  const roster = groups.length === 0 ? nobody : await pageRoster(data, workspace, groups, shard, { ...from, limit });
  const end = roster.done ? null : (roster.uuids.at(-1) ?? null);
  const listed = contacts.filter(
    (uuid) => shardOf(uuid) === shard && (after === null || uuid > after) && (end === null || uuid <= end),
  );
  return { candidates: [...new Set([...roster.uuids, ...listed])].sort(), end };
}

/** Rosters are a superset and lists may be old: the contact itself says whether it is there, active, and still a member. */
function belongs(contact: Contact | Tombstone | undefined, { groups, contacts, activeOnly }: Mixed): boolean {
  if (contact === undefined || isTombstone(contact)) return false;
  if (activeOnly && contact.status !== 'active') return false;
  return contacts.includes(contact.uuid) || contact.groups.some((group) => groups.includes(group));
}
