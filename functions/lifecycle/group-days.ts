/** Moves contacts in smart groups because days have passed. */
import type { Data } from '../../shared/data/dynamo/index.ts';
import { readJob, selectsAny } from '../../shared/data/jobs/index.ts';
import { type GroupRefresh, putGroupRefresh, readGroupRefresh } from '../../shared/data/workspace/index.ts';
import { passedDays } from '../../shared/domain/groups/passed-days.ts';
import type { JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { hasEnded } from '../../shared/domain/jobs/lifecycle.ts';
import type { DayRange } from '../../shared/domain/jobs/selection.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import { submitJob } from '../../shared/services/jobs/submit.ts';
import type { WorkerRuntime } from '../../shared/services/runtime.ts';

/** Continues where the last refresh ended, however long ago. True when a job has contacts to move. */
export async function followDays(runtime: WorkerRuntime, workspace: WorkspaceId, assets: Assets): Promise<boolean> {
  const { data } = runtime;
  const since = await refreshedUpTo(data, workspace, await readGroupRefresh(data, workspace));
  if (since === 'running') return false;
  const now = runtime.now();
  const passed = passedDays(assets, since, now);
  if (passed.length === 0) return false;
  const days = await withContacts(data, workspace, passed);
  const job = days.length === 0 ? null : await startMoving(runtime, workspace, days, now);
  await putGroupRefresh(data, workspace, { since, at: now, job });
  return job !== null;
}

/** Up to when members are right (null: since the group was made). Days of an incomplete job are done again. */
async function refreshedUpTo(
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

/** The ranges in which the folder lists contacts: most nights none, for 8 read units a range. */
async function withContacts(
  data: Data,
  workspace: WorkspaceId,
  days: readonly DayRange[],
): Promise<readonly DayRange[]> {
  const found = await Promise.all(days.map((range) => selectsAny(data, { workspace, ...movingOn([range]) })));
  return days.filter((_, index) => found[index]);
}

async function startMoving(
  runtime: WorkerRuntime,
  workspace: WorkspaceId,
  days: readonly DayRange[],
  now: Instant,
): Promise<JobId> {
  const job = { ...movingOn(days), preview: false, createdBy: 'system', now };
  return (await submitJob(runtime, workspace, job)).uuid;
}

/** A job for the active contacts, dormant ones included, that the folder lists on these days. */
const movingOn = (days: readonly DayRange[]) =>
  ({ work: { type: 'turn_groups' }, selection: { folder: 'active', days } }) as const;
