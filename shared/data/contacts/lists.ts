/** Lists in the order of an index, eventually consistent: a query for each shard, so 8 a page. */
import { type Contact, type Folder, folderOf } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, isRaising, shardsOf } from '../dynamo/index.ts';
import {
  asListed,
  behind,
  CursorError,
  justAbove,
  mergeRanges,
  type Neighbours,
  neighboursOf,
  placeOf,
  type Range,
  readRange,
} from '../paging/index.ts';
import { contactOfSort, folderKey, folderSort, modifiedKey, sortableMicros } from './keys.ts';

export interface ContactPage extends Neighbours {
  readonly uuids: ContactId[];
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
export const MODIFIED_SHAPE = new RegExp(`^\\d{16}#${UUID}$`);
const FOLDER_SHAPE = new RegExp(`^(active|dormant|archived|stopped|blocked)/\\d{4}-\\d\\d-\\d\\d(?:T\\d{4})?#${UUID}$`);

/** Bounds of time, both included (TextIt 6.1). */
export interface Bounds {
  readonly before?: Instant | null | undefined;
  readonly after?: Instant | null | undefined;
}

/** All shards of the index for live contacts or tombstones modified between two times. */
export const modifiedRanges = (
  data: Data,
  workspace: WorkspaceId,
  { deleted = false, ...bounds }: Bounds & { readonly deleted?: boolean },
): Range[] =>
  shardsOf(data, workspace).map((shard) =>
    modifiedRange(workspace, { life: deleted ? 'deleted' : 'live', shard }, bounds),
  );

const modifiedRange = (
  workspace: WorkspaceId,
  { life, shard }: { readonly life: 'live' | 'deleted'; readonly shard: number },
  { before, after }: Bounds,
): Range => ({
  index: 'byModified',
  partition: modifiedKey(workspace, life, shard),
  from: after ? sortableMicros(after) : undefined,
  to: before ? justAbove(sortableMicros(before)) : undefined,
});

/** Live contacts, or tombstones, by time of modification, newest first unless `reverse`. */
export async function listByModified(
  data: Data,
  workspace: WorkspaceId,
  page: Bounds & {
    readonly deleted: boolean;
    readonly reverse: boolean;
    readonly limit: number;
    readonly cursor?: string | null | undefined;
  },
): Promise<ContactPage> {
  const place = placeOf(page.cursor, MODIFIED_SHAPE);
  const reverse = page.reverse === place.back;
  const ranges = modifiedRanges(data, workspace, page).map((range) => behind(range, place.key, reverse));
  const { keys, more } = await mergeRanges(data, ranges, {
    limit: page.limit,
    reverse,
    inTurn: isRaising(data, workspace),
  });
  return { uuids: asListed(place, keys).map(contactOfSort), ...neighboursOf(place, keys, more) };
}

/** One shard of the live contacts modified between two times, oldest first. One query of at most 1 MB. */
export const pageModified = (
  data: Data,
  workspace: WorkspaceId,
  shard: number,
  page: Bounds & { readonly limit: number; readonly cursor?: string | null | undefined },
): Promise<Pick<ContactPage, 'uuids' | 'cursor'>> =>
  pageIndex(data, workspace, { life: 'live', shard, after: page.cursor ?? null }, page);

/** The same with sort keys, after one of them; for tombstones too. */
export async function pageIndex(
  data: Data,
  workspace: WorkspaceId,
  { life, shard, after }: { readonly life: 'live' | 'deleted'; readonly shard: number; readonly after: string | null },
  page: Bounds & { readonly limit: number },
): Promise<{ keys: readonly string[]; uuids: ContactId[]; cursor: string | null }> {
  const range = behind(modifiedRange(workspace, { life, shard }, page), after, false);
  const { keys, ended } = await readRange(data, range, page.limit, false);
  return { keys, uuids: keys.map(contactOfSort), cursor: ended ? null : (keys.at(-1) ?? null) };
}

export type ListedFolder = Exclude<Folder, 'deleted'>;

/** A folder, newest first. `active` continues with dormant contacts, which have the same API status. */
export async function listFolder(
  data: Data,
  workspace: WorkspaceId,
  folder: ListedFolder,
  page: { readonly limit: number; readonly cursor?: string | null | undefined },
): Promise<ContactPage> {
  const place = placeOf(page.cursor, FOLDER_SHAPE);
  const folders = asListed<ListedFolder>(place, folder === 'active' ? ['active', 'dormant'] : [folder]);
  const [at = folders[0], key = null] = (place.key?.split('/') ?? []) as [ListedFolder?, string?];
  const first = folders.indexOf(at ?? folder);
  if (first < 0) throw new CursorError(`${page.cursor}`);
  const read: string[] = [];
  let more = false;
  for (const name of folders.slice(first)) {
    const ranges = folderRanges(data, workspace, name).map((range) =>
      behind(range, name === at ? key : null, !place.back),
    );
    const limit = page.limit - read.length;
    const found = await mergeRanges(data, ranges, { limit, reverse: !place.back, inTurn: isRaising(data, workspace) });
    read.push(...found.keys.map((one) => `${name}/${one}`));
    more = found.more;
    if (more) break;
  }
  return { uuids: asListed(place, read).map(contactOfSort), ...neighboursOf(place, read, more) };
}

const folderRanges = (data: Data, workspace: WorkspaceId, folder: ListedFolder): Range[] =>
  shardsOf(data, workspace).map((shard) => ({ index: 'byFolder', partition: folderKey(workspace, folder, shard) }));

/** Both days, or quarters of an hour, are included. */
interface FolderDays {
  readonly fromDay?: string | undefined;
  readonly upToDay?: string | undefined;
}

const sortsOf = ({ fromDay, upToDay }: FolderDays): Pick<Range, 'from' | 'to'> => ({
  from: fromDay,
  to: upToDay === undefined ? undefined : justAbove(upToDay),
});

/** One shard of a folder, oldest first, for sweeps and jobs. One query of 1 MB. */
export async function pageFolder(
  data: Data,
  workspace: WorkspaceId,
  folder: ListedFolder,
  shard: number,
  page: FolderDays & { readonly limit: number; readonly cursor?: string | null | undefined },
): Promise<Pick<ContactPage, 'uuids' | 'cursor'>> {
  const { from, to } = sortsOf(page);
  const range: Range = {
    index: 'byFolder',
    partition: folderKey(workspace, folder, shard),
    from: page.cursor ? justAbove(page.cursor) : from,
    to,
  };
  const { keys, ended } = await readRange(data, range, page.limit, false);
  return { uuids: keys.map(contactOfSort), cursor: ended ? null : (keys.at(-1) ?? null) };
}

/** Whether these days of a folder list a contact, as it is now. */
export function isInFolder(contact: Contact, folder: ListedFolder, days: FolderDays): boolean {
  const { from = '', to } = sortsOf(days);
  const sort = folderSort(contact);
  return folderOf(contact) === folder && sort >= from && (to === undefined || sort <= to);
}
