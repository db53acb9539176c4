import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  allOf,
  anyOf,
  atMost,
  type Data,
  equals,
  type ItemCondition,
  isPresent,
  lacks,
  remove,
  type Update,
  update,
  write,
} from '../dynamo/index.ts';
import { SEGMENT_FORMAT, type SnapshotItem, snapshotKey } from './items.ts';

const SECOND = 1_000_000;
const HOUR = 3_600 * SECOND;
/** A message for one workspace in so long at most. */
const SENT_EVERY = 10 * SECOND;

const change = (data: Data, workspace: WorkspaceId, to: Update, onlyIf?: ItemCondition): Promise<boolean> =>
  write(data, update('contacts', snapshotKey(workspace), to, onlyIf));

/**
 * Notes that somebody searches; true when a message should be sent that has it made or kept up (`wanted`), which is so
 * every ten seconds at most. 1 write unit, or none when that was noted within the hour.
 */
export async function askForSnapshot(
  data: Data,
  workspace: WorkspaceId,
  { now, item, wanted }: { readonly now: Instant; readonly item: SnapshotItem | null; readonly wanted: boolean },
): Promise<boolean> {
  if (!wanted && item !== null && item.askedOn > now - HOUR) return false;
  const set = wanted ? { askedOn: now, sentOn: now } : { askedOn: now };
  const due = wanted ? anyOf(lacks('sentOn'), atMost('sentOn', now - SENT_EVERY)) : undefined;
  return (await change(data, workspace, { set }, due)) && wanted;
}

/** Lets one worker at a time make segments, until a time; false while another does, or when nobody asks for any. */
export const leaseSnapshot = (
  data: Data,
  workspace: WorkspaceId,
  { holder, now, until }: { readonly holder: string; readonly now: Instant; readonly until: Instant },
): Promise<boolean> =>
  change(
    data,
    workspace,
    { set: { holder, heldUntil: until } },
    allOf(isPresent, anyOf(lacks('heldUntil'), atMost('heldUntil', now), equals('holder', holder))),
  );

export const releaseSnapshot = (data: Data, workspace: WorkspaceId, holder: string): Promise<boolean> =>
  change(data, workspace, { remove: ['holder', 'heldUntil'] }, equals('holder', holder));

/** Replaces the segments, or says how far their making is; false when somebody else did meanwhile. */
export function saveSnapshot(
  data: Data,
  workspace: WorkspaceId,
  { revision }: Pick<SnapshotItem, 'revision'>,
  { snapshot, making, differed = null }: Pick<SnapshotItem, 'snapshot' | 'making'> & Partial<SnapshotItem>,
): Promise<boolean> {
  // What is null is removed: the item's format says nothing about segments of an earlier one.
  const parts = Object.entries({ snapshot, making, differed });
  const set = Object.fromEntries(parts.filter(([, value]) => value !== null));
  const gone = parts.filter(([, value]) => value === null).map(([name]) => name);
  return change(
    data,
    workspace,
    { set: { revision: revision + 1, format: SEGMENT_FORMAT, ...set }, remove: gone },
    stillAt(revision),
  );
}

const stillAt = (revision: number): ItemCondition =>
  revision === 0 ? allOf(isPresent, lacks('revision')) : equals('revision', revision);

/** Throws a snapshot away that cannot be read; its files are removed with those that no snapshot names. */
export const discardSnapshot = (
  data: Data,
  workspace: WorkspaceId,
  item: Pick<SnapshotItem, 'revision'>,
): Promise<boolean> => saveSnapshot(data, workspace, item, { snapshot: null, making: null });

/** Forgets a snapshot for which nobody asks; false when it was changed meanwhile. */
export const removeSnapshot = (
  data: Data,
  workspace: WorkspaceId,
  { revision, askedOn }: Pick<SnapshotItem, 'revision' | 'askedOn'>,
): Promise<boolean> =>
  write(data, remove('contacts', snapshotKey(workspace), allOf(stillAt(revision), equals('askedOn', askedOn))));
