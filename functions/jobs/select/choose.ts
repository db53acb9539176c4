/** Chooses a job's contacts by the workspace's snapshot (ADR 007). */

import { readCounts } from '../../../shared/data/counts/index.ts';
import type { Chooser } from '../../../shared/data/jobs/index.ts';
import { hasSnapshot, populationOf } from '../../../shared/data/search/index.ts';
import { TAIL_AT_MOST } from '../../../shared/data/snapshots/index.ts';
import type { ContactId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { PAGES_A_MESSAGE, SLICE_SIZE } from '../../../shared/domain/jobs/job.ts';
import type { Search } from '../../../shared/domain/search/search.ts';
import { tellingOfBroken } from '../../../shared/lambda/faults.ts';
import type { Runtime } from '../../../shared/lambda/runtime.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import { chooseFromSnapshot } from '../../../shared/services/snapshots/answer.ts';
import { askSnapshot } from '../../../shared/services/snapshots/ask.ts';
import { listUntold } from '../../../shared/services/snapshots/source.ts';

export type SelectRuntime = FileRuntime & Pick<Runtime, 'logger' | 'metrics'>;

type Choice = NonNullable<Awaited<ReturnType<Chooser>>>;
type Place = Parameters<Chooser>[1];

/** Contacts chosen at once: as many as a message freezes. */
const AT_ONCE = PAGES_A_MESSAGE * SLICE_SIZE;
/** Changed contacts that are read with the chosen ones, if not a quarter of all. */
const CHANGED_AT_MOST = 100_000;

/** For the pages of one message; null where no workspace has a snapshot. */
export function chooserFor(runtime: SelectRuntime, workspace: WorkspaceId): Chooser | null {
  if (runtime.config?.snapshotsFrom === undefined) return null;
  let [left, leftAfter]: [Choice | null, ContactId | null] = [null, null];
  return async (search, place, limit) => {
    const isLeft = left !== null && leftAfter === place.after && (left.uuids.length > 0 || !left.more);
    const chosen = isLeft ? left : await choose(runtime, workspace, search, place);
    if (chosen === null) return null;
    const uuids = chosen.uuids.slice(0, limit);
    left = { ...chosen, uuids: chosen.uuids.slice(limit) };
    leftAfter = uuids.at(-1) ?? place.after;
    return { uuids, more: left.uuids.length > 0 || left.more };
  };
}

async function choose(
  runtime: SelectRuntime,
  workspace: WorkspaceId,
  search: Search,
  place: Place,
): Promise<Choice | null> {
  const { data, files, config } = runtime;
  const population = populationOf(await readCounts(data, workspace));
  if (!hasSnapshot(population, { from: config?.snapshotsFrom })) return null;
  const most = Math.max(TAIL_AT_MOST, Math.min(CHANGED_AT_MOST, population / 4));
  const { found } = await askSnapshot(tellingOfBroken(runtime), workspace, (snapshot) =>
    chooseFromSnapshot(
      { files, listChanged: (untold) => listUntold(data, workspace, snapshot.at, untold, most) },
      workspace,
      snapshot,
      search,
      { ...place, limit: AT_ONCE },
    ),
  );
  return found;
}
