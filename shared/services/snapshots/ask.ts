/** Asks a workspace's snapshot, and has it made, brought up to date or thrown away, as it turns out. */
import {
  askForSnapshot,
  CHANGES_WORTH_ADDING,
  discardSnapshot,
  readSnapshot,
  type Snapshot,
  type SnapshotItem,
} from '../../data/snapshots/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { SnapshotMessage } from '../../messages/snapshots.ts';
import type { WorkerRuntime } from '../runtime.ts';
import type { SnapshotProblem } from './problem.ts';

/** Whoever asks, and what is done when a snapshot is broken. */
export interface Asking extends WorkerRuntime {
  readonly logger: {
    error(message: string, error: Error): void;
    warn(message: string, error: Error): void;
  };
  onBroken(): void;
}

/** What the snapshot answered, or why it did not; `making`: there is none yet. */
export type Asked<Found> =
  | { readonly found: Found; readonly asOf: Instant }
  | { readonly found: null; readonly asOf: Instant | null; readonly why: 'making' | SnapshotProblem['problem'] };

/** @param read - answers from a snapshot, and says how many contacts changed since */
export async function askSnapshot<Found extends { readonly changed: number }>(
  asking: Asking,
  workspace: WorkspaceId,
  read: (snapshot: Snapshot) => Promise<Found | SnapshotProblem>,
): Promise<Asked<Found>> {
  const item = await readSnapshot(asking.data, workspace);
  if (!item?.snapshot) {
    const isAsked = await want(asking, workspace, item, true);
    const why = item?.differed && item.differed.times > 1 ? 'broken' : 'making';
    return { found: null, asOf: null, why: isAsked ? why : 'unavailable' };
  }
  const { at } = item.snapshot;
  const found = await read(item.snapshot);
  if (!('problem' in found)) {
    await want(asking, workspace, item, found.changed > CHANGES_WORTH_ADDING);
    return { found, asOf: at };
  }
  const { problem, error } = found;
  if (error) asking.logger.error('A snapshot cannot be read', error);
  // Otherwise it was replaced meanwhile, and its files have gone as they should.
  if (problem === 'broken') {
    // First, so that it is told although this dies; two who find it tell it twice.
    asking.onBroken();
    await discardSnapshot(asking.data, workspace, item);
  }
  await want(asking, workspace, item, problem !== 'unavailable');
  return { found: null, asOf: at, why: problem };
}

/**
 * Asks for a snapshot, or that it is brought up to date. Whoever asks does not fail for it; false says that it could
 * not be asked for.
 */
async function want(
  { data, queues, logger, now: clock }: Asking,
  workspace: WorkspaceId,
  item: SnapshotItem | null,
  isWanted: boolean,
): Promise<boolean> {
  try {
    const isDue = await askForSnapshot(data, workspace, { now: clock(), item, wanted: isWanted });
    if (isDue) await queues.send('snapshots', [{ workspace } satisfies SnapshotMessage], workspace);
    return true;
  } catch (error) {
    logger.warn('No snapshot was asked for', error as Error);
    return false;
  }
}
