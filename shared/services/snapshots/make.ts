/** Makes a workspace's snapshot and keeps it current: the work of the queue `snapshots`, once somebody has searched. */
import { randomUUID } from 'node:crypto';
import { pageIndex, readContacts } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import {
  CHANGES_WORTH_ADDING,
  leaseSnapshot,
  listChanged,
  type Making,
  readSnapshot,
  releaseSnapshot,
  type Snapshot,
  type SnapshotItem,
  saveSnapshot,
} from '../../data/snapshots/index.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { rowOf, type SnapshotRow } from '../../domain/search/columns/row.ts';
import type { SnapshotMessage } from '../../messages/snapshots.ts';
import { mergeNeeded, mergeSegments } from './merge.ts';
import { LATER_SECONDS, type MakingFollows, type MakingRuntime, putInUse } from './put-in-use.ts';
import { openFolder, SEGMENT_ROWS, type SegmentFolder } from './segment-folder.ts';
import { BrokenSegmentError } from './segments.ts';
import { segmentShardOf, shardsOf } from './shards.ts';
import { untoldChanges } from './untold.ts';

const MINUTE = 60_000_000;
const HOUR = 60 * MINUTE;

/** Half of a function's quarter of an hour; then another message goes on. */
const WORKS_FOR = 7 * MINUTE;
/** Longer than a run can take. */
const HELD_FOR = 16 * MINUTE;
/** A segment that is older may hold people who were deleted since, and is written anew. */
export const REWRITTEN_AFTER = 12 * HOUR;
/** All contacts are read again, whatever the index has said about changes. */
const BUILT_AGAIN_AFTER = 30 * 24 * HOUR;
/** With more changes than that, reading everybody costs no more. */
const CHANGES_AT_MOST = 400_000;
/** With more changes in one look, the next follows at once. */
const AGAIN_FROM = 2_500;
const SOON_SECONDS = 5;
/** Contacts read at once. */
const PAGE = 1_000;

/** One run for a workspace; nothing while another run works on it. */
export async function makeSnapshot({ workspace }: SnapshotMessage, runtime: MakingRuntime): Promise<void> {
  const { data } = runtime;
  const holder = randomUUID();
  const now = runtime.now();
  if (!(await leaseSnapshot(data, workspace, { holder, now, until: instant(now + HELD_FOR) }))) return;
  const done = await makeOrKeep(runtime, workspace, now).finally(() => releaseSnapshot(data, workspace, holder));
  // Only now: a run that finds another at work does nothing.
  const message = { workspace } satisfies SnapshotMessage;
  if (done === 'more') await runtime.queues.send('snapshots', [message], workspace);
  const delay = { soon: SOON_SECONDS, later: LATER_SECONDS, more: undefined, done: undefined }[done];
  if (delay) await runtime.queues.send('snapshots', [message], workspace, { delay });
}

async function makeOrKeep(runtime: MakingRuntime, workspace: WorkspaceId, now: Instant): Promise<MakingFollows> {
  const item = await readSnapshot(runtime.data, workspace, { consistent: true });
  if (item === null || (item.differed !== null && item.differed.until > now)) return 'done';
  const { snapshot, making } = item;
  const isStale = snapshot === null || snapshot.builtOn < now - BUILT_AGAIN_AFTER;
  try {
    if (making !== null || isStale) return await build(runtime, workspace, item, now);
    return await keepCurrent(runtime, workspace, item, snapshot, now);
  } catch (error) {
    if (!(error instanceof BrokenSegmentError)) throw error;
    // Changes may have been added before.
    const latest = await readSnapshot(runtime.data, workspace, { consistent: true });
    return latest === null ? 'done' : build(runtime, workspace, { ...latest, making: null }, now);
  }
}

/** Reads all contacts, shard by shard, and writes them. After some minutes another message goes on from there. */
async function build(
  runtime: MakingRuntime,
  workspace: WorkspaceId,
  item: SnapshotItem,
  now: Instant,
): Promise<MakingFollows> {
  const { data, files } = runtime;
  const folder = openFolder(files, workspace, now, runtime.config?.snapshotsForSql);
  let { revision } = item;
  let making = usable(item.making, now) ?? begun(now);
  while (making.shard < shardsOf(data, workspace).length) {
    if (runtime.now() > now + WORKS_FOR) return 'more';
    const { rows, cursor } = await readShard(data, workspace, making);
    const segments = [...making.segments, ...(await folder.write(rows, { shard: segmentShardOf(making.shard) }))];
    making = { ...making, segments, cursor, shard: cursor === null ? making.shard + 1 : making.shard };
    if (!(await saveSnapshot(data, workspace, { revision }, { ...item, making }))) return 'done';
    revision += 1;
  }
  const { shard: _, cursor: __, ...snapshot } = making;
  const used = await putInUse(runtime, workspace, { ...item, revision }, snapshot, { making });
  return typeof used === 'string' ? used : 'done';
}

const begun = (now: Instant): Making => ({
  at: now,
  builtOn: now,
  writtenOn: now,
  countedOn: instant(0),
  segments: [],
  shard: 0,
  cursor: null,
});

/** What was begun so long ago that its files are to be written anew is begun again. */
const usable = (making: Making | null, now: Instant): Making | null =>
  making !== null && making.writtenOn > now - REWRITTEN_AFTER ? making : null;

/**
 * Contacts of a shard, oldest change first, enough for a file. One that changes meanwhile moves to the end, where it is
 * read again; its later row replaces the first.
 */
async function readShard(
  data: Data,
  workspace: WorkspaceId,
  { shard, cursor: from }: Pick<Making, 'shard' | 'cursor'>,
): Promise<{ rows: readonly SnapshotRow[]; cursor: string | null }> {
  const rows = new Map<ContactId, SnapshotRow>();
  let cursor = from;
  do {
    const page = await pageIndex(data, workspace, { life: 'live', shard, after: cursor }, { limit: PAGE });
    for (const contact of (await readContacts(data, workspace, page.uuids)).values())
      if (!isTombstone(contact)) rows.set(contact.uuid, rowOf(contact));
    cursor = page.cursor;
  } while (cursor !== null && rows.size < SEGMENT_ROWS);
  return { rows: [...rows.values()], cursor };
}

/** Adds what has changed, then merges what has become many files, or old; again, while much is changing. */
async function keepCurrent(
  runtime: MakingRuntime,
  workspace: WorkspaceId,
  item: SnapshotItem,
  snapshot: Snapshot,
  begun: Instant,
): Promise<MakingFollows> {
  const { data, files } = runtime;
  for (let current = { ...item, snapshot }; ; ) {
    const at = runtime.now();
    const listed = await listChanged(data, workspace, current.snapshot.at);
    const uuids = listed && (await untoldChanges(files, workspace, current.snapshot, listed));
    if (uuids === null || uuids.length > CHANGES_AT_MOST) return build(runtime, workspace, current, at);
    const isBusy = (listed?.size ?? 0) > CHANGES_WORTH_ADDING;
    const folder = () => openFolder(files, workspace, runtime.now(), runtime.config?.snapshotsForSql);
    const added = await withChanges(data, workspace, folder(), { before: current.snapshot, uuids, at });
    const used = await putInUse(runtime, workspace, current, added, { isBusy });
    if (typeof used === 'string') return used;
    const merged = await mergeFiles(runtime, workspace, used, { folder, at, isBusy });
    if (typeof merged === 'string') return merged;
    current = merged;
    if (uuids.length > AGAIN_FROM) {
      if (at > begun + WORKS_FOR) return 'more';
    } else if (item.askedOn <= at - HOUR) return 'done';
    else if (uuids.length > CHANGES_WORTH_ADDING) return 'soon';
    else return isBusy ? 'later' : 'done';
  }
}

type Current = SnapshotItem & { readonly snapshot: Snapshot };

async function mergeFiles(
  runtime: MakingRuntime,
  workspace: WorkspaceId,
  item: Current,
  { folder, at, isBusy }: { readonly folder: () => SegmentFolder; readonly at: Instant; readonly isBusy: boolean },
): Promise<Current | MakingFollows> {
  const { snapshot } = item;
  const what = mergeNeeded(snapshot, { isOld: snapshot.writtenOn < at - REWRITTEN_AFTER, isBusy });
  if (what === null) return item;
  // Of its own, since folders are removed whole: what was merged would stay as long as what it became.
  const segments = await mergeSegments(runtime.files, workspace, snapshot, folder(), what);
  const merged = { ...snapshot, segments, ...(what === 'all' && { writtenOn: at }) };
  return putInUse(runtime, workspace, item, merged, { isBusy });
}

async function withChanges(
  data: Data,
  workspace: WorkspaceId,
  folder: SegmentFolder,
  { before, uuids, at }: { readonly before: Snapshot; readonly uuids: readonly ContactId[]; readonly at: Instant },
): Promise<Snapshot> {
  const { rows, deleted } = await readRows(data, workspace, uuids);
  return { ...before, at, segments: [...before.segments, ...(await folder.write(rows, { shard: null, deleted }))] };
}

async function readRows(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
): Promise<{ rows: readonly SnapshotRow[]; deleted: readonly ContactId[] }> {
  const rows: SnapshotRow[] = [];
  const deleted: ContactId[] = [];
  for (let from = 0; from < uuids.length; from += PAGE) {
    const some = uuids.slice(from, from + PAGE);
    const found = await readContacts(data, workspace, some);
    for (const uuid of some) {
      const contact = found.get(uuid);
      if (contact && !isTombstone(contact)) rows.push(rowOf(contact));
      else deleted.push(uuid);
    }
  }
  return { rows, deleted };
}
