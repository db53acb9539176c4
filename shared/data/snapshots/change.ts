import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { allOf, anyOf, atMost, type Data, equals, lacks, remove, update, write } from '../dynamo/index.ts';
import { type Making, SEGMENT_FORMAT, type Snapshot, type SnapshotItem, snapshotKey } from './items.ts';

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
  return (await write(data, update('contacts', snapshotKey(workspace), { set }, due))) && wanted;
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
      snapshotKey(workspace),
      { set: { holder: lease.holder, heldUntil: lease.until } },
      anyOf(lacks('heldUntil'), atMost('heldUntil', lease.now), equals('holder', lease.holder)),
    ),
  );

export const releaseSnapshot = (data: Data, workspace: WorkspaceId, holder: string): Promise<boolean> =>
  write(
    data,
    update('contacts', snapshotKey(workspace), { remove: ['holder', 'heldUntil'] }, equals('holder', holder)),
  );

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
      snapshotKey(workspace),
      {
        set: {
          revision: revision + 1,
          format: SEGMENT_FORMAT,
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
      snapshotKey(workspace),
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
  write(data, remove('contacts', snapshotKey(workspace), allOf(stillAt(revision), equals('askedOn', askedOn))));
