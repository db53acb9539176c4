/**
 * Lists of contacts in the order of an index. Each index has eight partitions a workspace, read side by side:
 * a page costs 8 queries, whatever the number of contacts. The entries are eventually consistent.
 */
import type { Folder } from '../domain/contacts/contact.ts';
import { type ContactId, SHARDS, type WorkspaceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Data } from './client.ts';
import { CursorError } from './cursor.ts';
import { contactOfSort, folderKey, modifiedKey, sortableMicros } from './keys.ts';
import { justAbove, justBelow, mergeRanges, type Range, readRange } from './ranges.ts';

export interface ContactPage {
  readonly uuids: ContactId[];
  /** Where the next page begins; null when there is none. */
  readonly cursor: string | null;
}

export { CursorError } from './cursor.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const MODIFIED_CURSOR = new RegExp(`^\\d{16}#${UUID}$`);
const FOLDER_CURSOR = new RegExp(`^(active|dormant|archived|stopped|blocked)/((?:\\d{4}-\\d\\d-\\d\\d#${UUID})?)$`);

const shards = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Live contacts, or tombstones, by time of modification, newest first unless `reverse`; `before` and `after` are inclusive (TextIt 6.1). */
export async function listByModified(
  data: Data,
  workspace: WorkspaceId,
  page: {
    readonly deleted: boolean;
    readonly before?: Instant | null | undefined;
    readonly after?: Instant | null | undefined;
    readonly reverse: boolean;
    readonly limit: number;
    readonly cursor?: string | null | undefined;
  },
): Promise<ContactPage> {
  const { deleted, before, after, reverse: oldestFirst, limit, cursor } = page;
  if (cursor && !MODIFIED_CURSOR.test(cursor)) throw new CursorError(cursor);
  const from = oldestFirst && cursor ? justAbove(cursor) : after && sortableMicros(after);
  const to = !oldestFirst && cursor ? justBelow(cursor) : before && justAbove(sortableMicros(before));
  const ranges = shards.map((shard): Range => {
    const partition = modifiedKey(workspace, deleted ? 'deleted' : 'live', shard);
    return { index: 'byModified', partition, from: from ?? undefined, to: to ?? undefined };
  });
  const { keys, more } = await mergeRanges(data, ranges, { limit, reverse: !oldestFirst });
  return { uuids: keys.map(contactOfSort), cursor: more ? (keys.at(-1) ?? null) : null };
}

export type ListedFolder = Exclude<Folder, 'deleted'>;

/** A folder, newest day first. `active` goes on with the dormant contacts, which have the same API status. */
export async function listFolder(
  data: Data,
  workspace: WorkspaceId,
  folder: ListedFolder,
  page: { readonly limit: number; readonly cursor?: string | null | undefined },
): Promise<ContactPage> {
  const folders: ListedFolder[] = folder === 'active' ? ['active', 'dormant'] : [folder];
  let [at = folder, below] = readCursor(page.cursor, folders);
  const uuids: ContactId[] = [];
  for (;;) {
    const ranges = shards.map((shard): Range => {
      const to = below ? justBelow(below) : undefined;
      return { index: 'byFolder', partition: folderKey(workspace, at, shard), to };
    });
    const { keys, more } = await mergeRanges(data, ranges, { limit: page.limit - uuids.length, reverse: true });
    uuids.push(...keys.map(contactOfSort));
    if (more) return { uuids, cursor: `${at}/${keys.at(-1) ?? below ?? ''}` };
    const next = folders[folders.indexOf(at) + 1];
    if (next === undefined) return { uuids, cursor: null };
    [at, below] = [next, undefined];
  }
}

function readCursor(cursor: string | null | undefined, folders: ListedFolder[]): [ListedFolder?, string?] {
  if (!cursor) return [];
  const [, folder, below] = FOLDER_CURSOR.exec(cursor) ?? [];
  const known = folders.find((one) => one === folder);
  if (known === undefined) throw new CursorError(cursor);
  return below ? [known, below] : [known];
}

/**
 * One shard (0 to 7) of a folder, oldest day first, from `fromDay` up to `upToDay` (`2026-11-24`; both are included): what
 * a sweep or a job goes through. One query, at most 1 MB of it; 0.5 read units when there is nothing.
 */
export async function pageFolder(
  data: Data,
  workspace: WorkspaceId,
  folder: ListedFolder,
  shard: number,
  page: {
    readonly fromDay?: string | undefined;
    readonly upToDay?: string | undefined;
    readonly limit: number;
    readonly cursor?: string | null | undefined;
  },
): Promise<ContactPage> {
  const range: Range = {
    index: 'byFolder',
    partition: folderKey(workspace, folder, shard),
    from: page.cursor ? justAbove(page.cursor) : page.fromDay,
    to: page.upToDay === undefined ? undefined : justAbove(page.upToDay),
  };
  const { keys, ended } = await readRange(data, range, page.limit, false);
  return { uuids: keys.map(contactOfSort), cursor: ended ? null : (keys.at(-1) ?? null) };
}
