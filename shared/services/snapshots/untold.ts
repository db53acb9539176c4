import type { ListedChanges, Snapshot } from '../../data/snapshots/index.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { SINGLE, UUID_COLUMN } from '../../domain/search/columns/names.ts';
import { columnOf } from '../../domain/search/columns/segment-columns.ts';
import { bytesOfUuid, NumberColumn } from '../../domain/search/columns/stored.ts';
import type { Files } from '../../messages/files.ts';
import { loadSegment } from './segments.ts';

/** Says of whose last version no file tells. */
export type Untold = (listed: ListedChanges) => Promise<readonly ContactId[]>;

const TIMES = SINGLE.modifiedOn.column;
/** As a deletion is listed; its row has no time. */
const DELETED: number = Number.POSITIVE_INFINITY;
const COLUMNS: ReadonlySet<string> = new Set([UUID_COLUMN, TIMES]);

/**
 * Of listed changes, those that are not in files: the newest row of the contact is of another version. Changes are read
 * from the index for some minutes after they were made; so they are read from the table once only.
 */
export async function untoldChanges(
  files: Pick<Files, 'open'>,
  workspace: WorkspaceId,
  { segments }: Pick<Snapshot, 'segments'>,
  listed: ListedChanges,
): Promise<readonly ContactId[]> {
  let left = [...listed].map(([uuid, at]) => ({ uuid, at, bytes: bytesOfUuid(uuid) }));
  const untold: ContactId[] = [];
  // What is in the other files was read before these minutes, as a rule.
  for (const segment of segments.filter(({ shard }) => shard === null).toReversed()) {
    if (left.length === 0) break;
    const loaded = await loadSegment(files, workspace, segment, COLUMNS);
    const times = columnOf(loaded, TIMES, NumberColumn);
    left = left.filter(({ uuid, at, bytes }) => {
      const row = loaded.uuids.rowOf(bytes);
      if (row >= 0 && (times?.at(row) ?? DELETED) !== at) untold.push(uuid);
      return row < 0;
    });
  }
  return [...untold, ...left.map(({ uuid }) => uuid)];
}
