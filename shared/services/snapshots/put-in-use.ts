import { type Making, type Snapshot, type SnapshotItem, saveSnapshot } from '../../data/snapshots/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { instant } from '../../domain/instant.ts';
import type { FileRuntime } from '../runtime.ts';
import type { Asking } from './ask.ts';
import { differenceFromCounts } from './people.ts';

/** Whoever makes snapshots, and is told of one that is wrong. */
export type MakingRuntime = FileRuntime & Pick<Asking, 'logger' | 'onBroken'>;

/** `more`: it goes on at once. `soon`, `later`: it goes on by itself, for an hour after a search. */
export type MakingFollows = 'done' | 'more' | 'soon' | 'later';

/** A little after changes of the last minutes are no longer listed again. */
export const LATER_SECONDS = 330;
const SECOND = 1_000_000;
const HOUR = 3_600 * SECOND;
/** When another, made of all contacts, differs by as much, the counts are wrong: the nightly audit mends them. */
const WAITS_FOR = 6 * HOUR;

/** Counting them again would read all that changes: it waits until less does. */
const COUNTED_EVERY = HOUR;

/**
 * Searches go by a snapshot from now on, if it has as many people as the workspace counts; returns the item then. The
 * stream may be late, so a difference has to be there twice, some minutes apart. Then the snapshot is thrown away.
 * @param making - what it was made of, to look again
 * @param isBusy - so much changes that people are counted every hour only
 */
export async function putInUse(
  runtime: MakingRuntime,
  workspace: WorkspaceId,
  item: SnapshotItem,
  found: Snapshot,
  { making = null, isBusy = false }: { readonly making?: Making | null; readonly isBusy?: boolean } = {},
): Promise<(SnapshotItem & { readonly snapshot: Snapshot }) | MakingFollows> {
  const isCounted = isBusy && found.countedOn > runtime.now() - COUNTED_EVERY;
  const by = isCounted ? null : await differenceFromCounts(runtime, workspace, found);
  const snapshot = isCounted ? found : { ...found, countedOn: runtime.now() };
  const save = (to: Pick<SnapshotItem, 'snapshot' | 'making' | 'differed'>) =>
    saveSnapshot(runtime.data, workspace, item, to);
  if (by === null) {
    const used = { snapshot, making: null, differed: null };
    return (await save(used)) ? { ...item, ...used, revision: item.revision + 1 } : 'done';
  }
  const now = runtime.now();
  const times = by === item.differed?.by ? item.differed.times + 1 : 1;
  const wait = [LATER_SECONDS * SECOND, 0][times - 1] ?? WAITS_FOR;
  const differed = { by, times, until: instant(now + wait) };
  if (times === 1) {
    const isSaved = await save({ snapshot: item.snapshot, making, differed });
    return isSaved && item.askedOn > now - HOUR ? 'later' : 'done';
  }
  runtime.logger.error('A snapshot has not the people of its workspace', new Error(`${workspace}: ${by}`));
  runtime.onBroken();
  if (!(await save({ snapshot: null, making: null, differed }))) return 'done';
  return wait === 0 ? 'more' : 'done';
}
