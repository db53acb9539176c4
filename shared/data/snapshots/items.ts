/**
 * What a workspace's snapshot consists of: one item, in the table of contacts, so that a restore of that table brings
 * back a snapshot that holds no change of another past.
 *
 *   S#<workspace>  SNAPSHOT  { revision, format, snapshot?, making?, differed?, askedOn, sentOn, lease? }
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { type Data, getItem, type Key, withoutKey } from '../dynamo/index.ts';

/** A file of rows. A row of a later segment replaces that of an earlier one. */
export interface SnapshotSegment {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  /** The shard of all its contacts among 8, however many the index has; null in a segment of changes. */
  readonly shard: number | null;
  /** It has columns for engines of SQL. */
  readonly forSql?: true;
}

export interface Snapshot {
  /** Every change that was made before, and was visible, is in a segment. */
  readonly at: Instant;
  /** When all contacts were last read from the table. */
  readonly builtOn: Instant;
  /** When the oldest segment was written: it may hold who was deleted since. */
  readonly writtenOn: Instant;
  /** When its people were last held against the counts. */
  readonly countedOn: Instant;
  /** Oldest first. */
  readonly segments: readonly SnapshotSegment[];
}

/** A snapshot that is being made of the whole table, and how far that is. */
export interface Making extends Snapshot {
  readonly shard: number;
  readonly cursor: string | null;
}

export interface SnapshotItem {
  /** Counts the changes of segments; each is conditional on it. */
  readonly revision: number;
  readonly snapshot: Snapshot | null;
  readonly making: Making | null;
  /** When somebody searched last, to the hour. */
  readonly askedOn: Instant;
  readonly differed: Differed | null;
}

/** The last snapshot that was made had not as many people as the workspace counts. */
interface Differed {
  /** In which folders, and by how many. */
  readonly by: string;
  /** How often in succession that was found. */
  readonly times: number;
  /** Nothing is made before. */
  readonly until: Instant;
}

/** How segments are written, and of which form contacts were; others are not read. */
export const SEGMENT_FORMAT = '1';

interface Stored extends Key {
  readonly revision?: number;
  readonly format?: string;
  readonly snapshot?: Snapshot;
  readonly making?: Making;
  readonly askedOn?: Instant;
  readonly differed?: Differed;
}

export const snapshotKey = (workspace: WorkspaceId): Key => ({ pk: `S#${workspace}`, sk: 'SNAPSHOT' });

/** 0.5 read units for 4 KB (1 when consistent); null when nobody has ever asked for one. */
export async function readSnapshot(
  data: Data,
  workspace: WorkspaceId,
  options: { readonly consistent?: boolean } = {},
): Promise<SnapshotItem | null> {
  const stored = await getItem<Stored>(data, 'contacts', snapshotKey(workspace), {
    consistent: options.consistent ?? false,
  });
  if (stored === null) return null;
  const { revision = 0, format, askedOn = instant(0), differed = null, ...made } = withoutKey(stored);
  const { snapshot = null, making = null } = format === SEGMENT_FORMAT ? made : {};
  return { revision, snapshot, making, askedOn, differed };
}
