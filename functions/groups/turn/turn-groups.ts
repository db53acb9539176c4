import type { Data } from '../../../shared/data/dynamo/index.ts';
import { readJob, selectsAny } from '../../../shared/data/jobs/index.ts';
import {
  eachWorkspace,
  type GroupRefresh,
  loadAssets,
  putGroupRefresh,
  readGroupRefresh,
} from '../../../shared/data/workspace/index.ts';
import { turnedDays } from '../../../shared/domain/groups/turn.ts';
import type { JobId, WorkspaceId } from '../../../shared/domain/ids.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { DayRange } from '../../../shared/domain/jobs/job.ts';
import { hasEnded } from '../../../shared/domain/jobs/lifecycle.ts';
import type { Assets } from '../../../shared/domain/workspace.ts';
import { repairGroups } from '../../../shared/services/groups/repair.ts';
import { submitJob } from '../../../shared/services/jobs/submit.ts';
import type { JobRuntime } from '../../../shared/services/runtime.ts';

export type Turned = { readonly workspaces: number; readonly tended: number; readonly jobs: number };

/** Tends the smart groups of every workspace, and starts a job where the index says that a midnight moved somebody. */
export async function turnGroups(runtime: JobRuntime): Promise<Turned> {
  let tended = 0;
  let jobs = 0;
  const workspaces = await eachWorkspace(runtime.data, async (workspace) => {
    const assets = await loadAssets(runtime.data, workspace);
    const repair = { assets, by: 'system', now: runtime.now() };
    tended += await repairGroups(runtime, workspace, repair);
    if (await turn(runtime, workspace, assets)) jobs++;
  });
  return { workspaces, tended, jobs };
}

/** Goes on from where the last turn came to; nights without one are made good. True when there is a job to do it. */
async function turn(runtime: JobRuntime, workspace: WorkspaceId, assets: Assets): Promise<boolean> {
  const { data } = runtime;
  const last = await readGroupRefresh(data, workspace);
  const since = await settledUpTo(data, workspace, last);
  if (since === 'running') return false;
  const now = runtime.now();
  const days = turnedDays(assets, since, now);
  if (days.length === 0) return false;
  const job = await moveThose(runtime, workspace, await held(data, workspace, days, now), now);
  await putGroupRefresh(data, workspace, { since, at: now, job });
  return job !== null;
}

/** Up to when members are right (null: since their group was made). A turn whose job did not reach everybody is done again. */
async function settledUpTo(
  data: Data,
  workspace: WorkspaceId,
  last: GroupRefresh | null,
): Promise<Instant | null | 'running'> {
  if (last === null || last.job === null) return last?.at ?? null;
  const job = await readJob(data, workspace, last.job);
  if (job !== null && !hasEnded(job)) return 'running';
  const reachedAll = job?.status === 'completed' && Object.keys(job.totals.failed).length === 0;
  return reachedAll ? last.at : last.since;
}

/** The ranges that hold anybody: on an idle night none, for 8 read units a range. */
async function held(
  data: Data,
  workspace: WorkspaceId,
  days: readonly DayRange[],
  now: Instant,
): Promise<readonly DayRange[]> {
  const holding = await Promise.all(
    days.map((range) => selectsAny(data, { workspace, ...movingThose([range]), createdOn: now })),
  );
  return days.filter((_, index) => holding[index]);
}

async function moveThose(
  runtime: JobRuntime,
  workspace: WorkspaceId,
  days: readonly DayRange[],
  now: Instant,
): Promise<JobId | null> {
  if (days.length === 0) return null;
  const { uuid } = await submitJob(runtime, workspace, {
    ...movingThose(days),
    preview: false,
    createdBy: 'system',
    now,
  });
  return uuid;
}

/** Active contacts, dormant ones included, by the days on which the folder lists them. */
const movingThose = (days: readonly DayRange[]) =>
  ({ work: { type: 'turn_groups' }, selection: { folder: 'active', days } }) as const;
