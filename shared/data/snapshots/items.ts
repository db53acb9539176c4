/**
 * What a workspace's snapshot consists of: one item, in the table of contacts, so that a restore of that table brings
 * back a snapshot that holds no change of another past.
 *
 *   S#<workspace>  SNAPSHOT  { revision, format, at, builtOn, writtenOn, segments, making?, askedOn, sentOn, lease? }
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import {
  allOf,
  anyOf,
  atMost,
  type Data,
  equals,
  getItem,
  type Key,
  lacks,
  remove,
  update,
  withoutKey,
  write,
} from '../dynamo/index.ts';

/** A file of rows. A row of a later segment replaces that of an earlier one. */
export interface SnapshotSegment {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  /** The shard of all its contacts; null in a segment of changes, which has contacts of any shard. */
  readonly shard: number | null;
}

export interface Snapshot {
  /** Every change that was made before, and was visible, is in a segment. */
  readonly at: Instant;
  /** When all contacts were last read from the table. */
  readonly builtOn: Instant;
  /** When the oldest segment was written: it may hold who was deleted since. */
  readonly writtenOn: Instant;
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
}

/** How segments are written; those of another form are not read. */
const FORMAT = 1;

interface Stored extends Key {
  readonly revision?: number;
  readonly format?: number;
  readonly snapshot?: Snapshot;
  readonly making?: Making;
  readonly askedOn?: Instant;
}

const keyOf = (workspace: WorkspaceId): Key => ({ pk: `S#${workspace}`, sk: 'SNAPSHOT' });

/** 0.5 read units for 4 KB (1 when consistent); null when nobody has ever asked for one. */
export async function readSnapshot(
  data: Data,
  workspace: WorkspaceId,
  options: { readonly consistent?: boolean } = {},
): Promise<SnapshotItem | null> {
  const stored = await getItem<Stored>(data, 'contacts', keyOf(workspace), { consistent: options.consistent ?? false });
  if (stored === null) return null;
  const { revision = 0, format, snapshot = null, making = null, askedOn = instant(0) } = withoutKey(stored);
  const isReadable = format === FORMAT;
  return { revision, snapshot: isReadable ? snapshot : null, making: isReadable ? making : null, askedOn };
}

const MINUTE = 60_000_000;
const HOUR = 60 * MINUTE;

/**
 * Notes that somebody searches; true when a message should be sent that has it made or kept up (`wanted`), which is so
 * once a minute at most. 1 write unit, or none when that was noted within the hour.
 */
export async function askForSnapshot(
  data: Data,
  workspace: WorkspaceId,
  { now, item, wanted }: { readonly now: Instant; readonly item: SnapshotItem | null; readonly wanted: boolean },
): Promise<boolean> {
  if (!wanted && item !== null && item.askedOn > now - HOUR) return false;
  const set = wanted ? { askedOn: now, sentOn: now } : { askedOn: now };
  const due = wanted ? anyOf(lacks('sentOn'), atMost('sentOn', now - MINUTE)) : undefined;
  return (await write(data, update('contacts', keyOf(workspace), { set }, due))) && wanted;
}

/** Lets one worker at a time make segments, until a time; false while another does. */
export const leaseSnapshot = (
  data: Data,
  workspace: WorkspaceId,
  lease: { readonly holder: string; readonly now: Instant; readonly until: Instant },
): Promise<boolean> =>
  write(
    data,
    update(
      'contacts',
      keyOf(workspace),
      { set: { holder: lease.holder, heldUntil: lease.until } },
      anyOf(lacks('heldUntil'), atMost('heldUntil', lease.now), equals('holder', lease.holder)),
    ),
  );

export const releaseSnapshot = (data: Data, workspace: WorkspaceId, holder: string): Promise<boolean> =>
  write(data, update('contacts', keyOf(workspace), { remove: ['holder', 'heldUntil'] }, equals('holder', holder)));

/** Replaces the segments, or says how far their making is; false when somebody else did meanwhile. */
export const saveSnapshot = (
  data: Data,
  workspace: WorkspaceId,
  { revision }: Pick<SnapshotItem, 'revision'>,
  next: { readonly snapshot?: Snapshot; readonly making: Making | null },
): Promise<boolean> =>
  write(
    data,
    update(
      'contacts',
      keyOf(workspace),
      {
        set: {
          revision: revision + 1,
          format: FORMAT,
          ...(next.snapshot && { snapshot: next.snapshot }),
          ...(next.making && { making: next.making }),
        },
        ...(next.making === null && { remove: ['making'] }),
      },
      stillAt(revision),
    ),
  );

const stillAt = (revision: number) => (revision === 0 ? lacks('revision') : equals('revision', revision));

/** Throws a snapshot away that cannot be read; its files are removed with those that no snapshot names. */
export const discardSnapshot = (
  data: Data,
  workspace: WorkspaceId,
  { revision }: Pick<SnapshotItem, 'revision'>,
): Promise<boolean> =>
  write(
    data,
    update(
      'contacts',
      keyOf(workspace),
      { set: { revision: revision + 1 }, remove: ['snapshot', 'making'] },
      stillAt(revision),
    ),
  );

/** Forgets a snapshot for which nobody asks; false when it was changed meanwhile. */
export const removeSnapshot = (
  data: Data,
  workspace: WorkspaceId,
  { revision, askedOn }: Pick<SnapshotItem, 'revision' | 'askedOn'>,
): Promise<boolean> =>
  write(data, remove('contacts', keyOf(workspace), allOf(stillAt(revision), equals('askedOn', askedOn))));
