/**
 * Searches that read the table: every contact in the search's folders, or by modification, is checked by the whole
 * query. Small workspaces are searched so, jobs where no snapshot chooses, and large ones while their snapshot is made.
 */
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Search } from '../../domain/search/search.ts';
import { contactOfSort, folderKey, modifiedKey, readContacts, shardOfContact } from '../contacts/index.ts';
import { consumedSince, type Data, isRaising, shardsOf } from '../dynamo/index.ts';
import { behind, CursorError, mergeRanges, type Range } from '../paging/index.ts';

/** The budget of one page. It is checked between batches, so one batch may exceed it. */
export interface PageBudget {
  readonly milliseconds: number;
  readonly readUnits: number;
}

/** Well within a request's time; some 3,800 contacts. */
const PAGE_BUDGET: PageBudget = { milliseconds: 8_000, readUnits: 2_000 };

/** A place in the reading: the folder's number, and the key after which it continues. */
interface Place {
  readonly by: By;
  readonly part: number;
  readonly after: string | null;
}

/** By modification, as a snapshot lists contacts; or folder by folder, in which others need not be read. */
export type By = 'modified' | 'folders';

interface Progress {
  readonly lookedAt: number;
  readonly found: number;
}

interface SearchPage {
  readonly contacts: readonly Contact[];
  /** Where the next page begins; null when all contacts were looked at. */
  readonly cursor: string | null;
  /** The budget ended the page before it was full; the search continues at its cursor. */
  readonly partial: boolean;
  /** With all pages before this one; null where their cursor does not say: it was one of a list by a snapshot. */
  readonly progress: Progress | null;
}

/** A smaller batch is not worth a round trip. */
const SMALLEST_BATCH = 100;
/** Their size is only known after the first batch: contacts of 100 KB each spend the budget with this many. */
const FIRST_BATCH_AT_MOST = 500;
/** A sparse query reads ever larger batches; a thousand contacts are 25 units of index and 500 of contacts. */
const LARGEST_BATCH = 1_000;

/**
 * The next up to `limit` matches of a search. Pages continue by key, so a contact that does not change meanwhile is
 * found exactly once; `oldest` first misses none that changes, because it moves towards the end. Reads are eventually
 * consistent.
 */
export async function searchContacts(
  data: Data,
  workspace: WorkspaceId,
  search: Search,
  page: {
    readonly by: By;
    readonly limit: number;
    readonly cursor?: string | null | undefined;
    readonly budget?: PageBudget;
    readonly order?: 'newest' | 'oldest';
    /** Only what is left in this shard; all of them when left out. */
    readonly shard?: number | undefined;
  },
): Promise<SearchPage> {
  const { by, limit, cursor, budget = PAGE_BUDGET, order = 'newest', shard } = page;
  const spent = meterOf(data, budget);
  const found = new Map<ContactId, Contact>();
  const begun = cursor ? parseCursor(cursor, by) : { place: { by, part: 0, after: null }, before: NO_PROGRESS };
  const { before } = begun;
  let lookedAt = 0;
  const pageOf = (next: Place | null, partial: boolean): SearchPage => {
    const progress = before && { lookedAt: before.lookedAt + lookedAt, found: before.found + found.size };
    return { contacts: [...found.values()], cursor: next && cursorOf(next, progress), partial, progress };
  };
  let place: Place | null = begun.place;
  for (let size = firstBatch(limit); place !== null; size = Math.min(size * 2, LARGEST_BATCH)) {
    const { keys, next } = await nextBatch(data, workspace, search, place, { limit: size, order, shard });
    const contacts = await readContacts(data, workspace, keys.map(contactOfSort));
    for (const key of keys) {
      lookedAt += 1;
      const contact = contacts.get(contactOfSort(key));
      const isElsewhere = shard !== undefined && contact && shardOfContact(contact) !== shard;
      if (contact && !isElsewhere && !isTombstone(contact) && search.matches(contact)) found.set(contact.uuid, contact);
      if (found.size === limit) return pageOf(key === keys.at(-1) ? next : { ...place, after: key }, false);
    }
    place = next;
    if (spent()) return pageOf(place, place !== null);
  }
  return pageOf(null, false);
}

const NO_PROGRESS: Progress = { lookedAt: 0, found: 0 };

const firstBatch = (limit: number): number => Math.min(Math.max(limit, SMALLEST_BATCH), FIRST_BATCH_AT_MOST);

/** A function that says whether the budget is spent. */
function meterOf(data: Data, { milliseconds, readUnits }: PageBudget): () => boolean {
  const start = data.meter.read();
  const begun = performance.now();
  return () => performance.now() - begun >= milliseconds || consumedSince(data.meter, start).readUnits >= readUnits;
}

/** A cursor: `folders/0/2026-11-24#…/1000/50`. It carries the progress of all pages before it. */
const cursorOf = ({ by, part, after }: Place, progress: Progress | null): string =>
  `${by}/${part}/${after ?? ''}${progress ? `/${progress.lookedAt}/${progress.found}` : ''}`;

const CURSOR = /^(modified|folders)\/(\d)\/([\w#-]*)(?:\/(\d{1,12})\/(\d{1,12}))?$/;

function parseCursor(cursor: string, by: By): { readonly place: Place; readonly before: Progress | null } {
  const [, name, part, after, lookedAt, found] = CURSOR.exec(cursor) ?? [];
  if (name !== by) throw new CursorError(cursor);
  const before = lookedAt === undefined ? null : { lookedAt: Number(lookedAt), found: Number(found) };
  return { place: { by, part: Number(part), after: after || null }, before };
}

/** The next contacts, at most `limit`; fewer only at the end of a part. */
async function nextBatch(
  data: Data,
  workspace: WorkspaceId,
  { folders }: Search,
  place: Place,
  { limit, order, shard }: { readonly limit: number; readonly order: string; readonly shard: number | undefined },
): Promise<{ readonly keys: readonly string[]; readonly next: Place | null }> {
  const { by, part, after } = place;
  const folder = folders[part];
  if (by === 'folders' && folder === undefined) return { keys: [], next: null };
  const shards = shard === undefined ? shardsOf(data, workspace) : [shard];
  const reverse = order === 'newest';
  const ranges = shards.map((one): Range => {
    const range: Range =
      by === 'folders' && folder
        ? { index: 'byFolder', partition: folderKey(workspace, folder, one) }
        : { index: 'byModified', partition: modifiedKey(workspace, 'live', one) };
    return behind(range, after, reverse);
  });
  const inTurn = isRaising(data, workspace);
  const { keys, more } = await mergeRanges(data, ranges, { limit, reverse, id: contactOfSort, inTurn });
  if (more) return { keys, next: { ...place, after: keys.at(-1) ?? after } };
  const isLast = by === 'modified' || part + 1 >= folders.length;
  return { keys, next: isLast ? null : { by, part: part + 1, after: null } };
}
