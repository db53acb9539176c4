import { shardOf } from '../../data/contacts/index.ts';
import { FEWEST_SHARDS } from '../../data/dynamo/index.ts';
import type { Snapshot, SnapshotSegment } from '../../data/snapshots/index.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { SnapshotRow } from '../../domain/search/columns/row.ts';
import { keptRow, RowView } from '../../domain/search/columns/view.ts';
import type { Files } from '../../messages/files.ts';
import type { SegmentFolder } from './segment-folder.ts';
import { type LoadedSegment, loadSegments, replacedRows } from './segments.ts';

/** Segments of changes, beyond which they become one. Each costs a search two requests to the store when it is cold. */
const CHANGES_AT_MOST = 16;
/** Changes are merged into the shards when they are a quarter of all rows. */
const SHARE = 4;

/** What to merge of a snapshot: its changes with each other, everything, or nothing yet. */
export function mergeNeeded({ segments }: Pick<Snapshot, 'segments'>, isOld: boolean): 'changes' | 'all' | null {
  const changes = segments.filter(({ shard }) => shard === null);
  const count = (some: readonly SnapshotSegment[]) => some.reduce((sum, { rows }) => sum + rows, 0);
  if (isOld || count(changes) * SHARE > count(segments)) return 'all';
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
    const { rows, deleted } = await rowsOf(files, workspace, changes);
    const merged = await folder.write(rows, { shard: null, deleted });
    return [...segments.filter(({ shard }) => shard !== null), ...merged];
  }
  const merged: SnapshotSegment[] = [];
  for (let shard = 0; shard < FEWEST_SHARDS; shard++) {
    const own = segments.filter((one) => one.shard === shard);
    const { rows } = await rowsOf(files, workspace, [...own, ...changes], shard);
    merged.push(...(await folder.write(rows, { shard })));
  }
  return merged;
}

/** The rows that nothing replaces; with a shard, only its own. */
async function rowsOf(
  files: Files,
  workspace: WorkspaceId,
  segments: readonly SnapshotSegment[],
  shard: number | null = null,
): Promise<{ rows: readonly SnapshotRow[]; deleted: readonly string[] }> {
  const loaded = await loadSegments(files, workspace, { segments }, 'all');
  const replaced = replacedRows(loaded);
  const rows: SnapshotRow[] = [];
  const deleted: string[] = [];
  loaded.forEach((one, index) => {
    eachKept(one, replaced[index] as Uint8Array, shard, (view) => {
      if (view.isDeleted) deleted.push(view.uuid);
      else rows.push(keptRow(view));
    });
  });
  return { rows, deleted };
}

function eachKept(
  loaded: LoadedSegment,
  replaced: Uint8Array,
  shard: number | null,
  keep: (view: RowView) => void,
): void {
  const view = new RowView(loaded);
  const isOther = shard !== null && loaded.segment.shard !== shard;
  for (view.row = 0; view.row < loaded.uuids.rows; view.row++)
    if (replaced[view.row] === 0 && !(isOther && shardOf(view.uuid as ContactId) !== shard)) keep(view);
}
