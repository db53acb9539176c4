import type { Snapshot, SnapshotSegment } from '../../data/snapshots/index.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { SnapshotRow } from '../../domain/search/columns/row.ts';
import { keptRow, RowView } from '../../domain/search/columns/view.ts';
import type { Files } from '../../messages/files.ts';
import { replacedRows, uuidsOf } from './layers.ts';
import { SEGMENT_ROWS, type SegmentFolder } from './segment-folder.ts';
import { type LoadedSegment, loadSegment } from './segments.ts';
import { SEGMENT_SHARDS, shardOf } from './shards.ts';

/** Segments of changes, beyond which they become one. Each costs a search two requests to the store when it is cold. */
const CHANGES_AT_MOST = 16;
/** Changes are merged into the shards when they are a quarter of all rows, or so many that memory has no room. */
const SHARE = 4;
const CHANGED_ROWS_AT_MOST = 500_000;

/** What to merge of a snapshot: its changes with each other, everything, or nothing yet. */
export function mergeNeeded(
  { segments }: Pick<Snapshot, 'segments'>,
  { isOld, isBusy }: { readonly isOld: boolean; readonly isBusy: boolean },
): 'changes' | 'all' | null {
  const changes = segments.filter(({ shard }) => shard === null);
  const count = (some: readonly SnapshotSegment[]) => some.reduce((sum, { rows }) => sum + rows, 0);
  const changed = count(changes);
  const isMuch = changed * SHARE > count(segments) || changed > CHANGED_ROWS_AT_MOST;
  // Only files of changes tell which of the last changes were read.
  if (isOld || (isMuch && !isBusy)) return 'all';
  return changes.length > CHANGES_AT_MOST ? 'changes' : null;
}

/** The same contacts in new files, which take a whole second for 75,000 of them. */
export async function mergeSegments(
  files: Files,
  workspace: WorkspaceId,
  { segments }: Pick<Snapshot, 'segments'>,
  folder: SegmentFolder,
  what: 'changes' | 'all',
): Promise<readonly SnapshotSegment[]> {
  const changes = segments.filter(({ shard }) => shard === null);
  if (what === 'changes') {
    const rows: SnapshotRow[] = [];
    const deleted: string[] = [];
    for await (const view of keptRows(files, workspace, changes)) {
      if (view.isDeleted) deleted.push(view.uuid);
      else rows.push(keptRow(view));
    }
    const merged = await folder.write(rows, { shard: null, deleted });
    return [...segments.filter(({ shard }) => shard !== null), ...merged];
  }
  const merged: SnapshotSegment[] = [];
  for (let shard = 0; shard < SEGMENT_SHARDS; shard++) {
    const own = segments.filter((one) => one.shard === shard);
    const rows: SnapshotRow[] = [];
    for await (const view of keptRows(files, workspace, [...own, ...changes], shard)) {
      if (!view.isDeleted) rows.push(keptRow(view));
      if (rows.length === SEGMENT_ROWS) merged.push(...(await folder.write(rows.splice(0), { shard })));
    }
    merged.push(...(await folder.write(rows, { shard })));
  }
  return merged;
}

/** The rows that nothing replaces, segment by segment; with a shard, only its own. */
async function* keptRows(
  files: Files,
  workspace: WorkspaceId,
  segments: readonly SnapshotSegment[],
  shard: number | null = null,
): AsyncGenerator<RowView> {
  const replaced = replacedRows(await uuidsOf(files, workspace, segments));
  for (const [index, segment] of segments.entries()) {
    const loaded = await loadSegment(files, workspace, segment, 'all');
    yield* keptIn(loaded, replaced[index] as Uint8Array, shard);
  }
}

function* keptIn(loaded: LoadedSegment, replaced: Uint8Array, shard: number | null): Generator<RowView> {
  const view = new RowView(loaded);
  const isOther = shard !== null && loaded.segment.shard !== shard;
  for (view.row = 0; view.row < loaded.uuids.rows; view.row++)
    if (replaced[view.row] === 0 && !(isOther && shardOf(view.uuid as ContactId) !== shard)) yield view;
}
