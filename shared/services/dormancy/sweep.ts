import type { Data } from '../../data/dynamo/index.ts';
import { openJobsOf, readJob, selectsAny } from '../../data/jobs/index.ts';
import { sweepOf } from '../../domain/dormancy/sweep.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { isRunning } from '../../domain/jobs/lifecycle.ts';
import type { Settings } from '../../domain/workspace.ts';
import { submitJob } from '../jobs/submit.ts';
import type { Backend } from '../runtime.ts';

export interface Sweeping {
  readonly settings: Settings;
  /** Token id, or `system`. */
  readonly by: string;
  readonly now: Instant;
}

/**
 * Starts a job for the contacts of a workspace whose dormancy flag is not as its settings say; true when there are any. Without any it
 * reads 8 units, however many contacts there are: 0.5 for each shard of active and of dormant contacts.
 */
export async function sweep(
  backend: Backend,
  workspace: WorkspaceId,
  { settings, by, now }: Sweeping,
): Promise<boolean> {
  if (settings.dormancyDays <= 0) return false;
  const { work, selection } = sweepOf(settings, now);
  if (!(await selectsAny(backend.data, { workspace, selection }))) return false;
  await submitJob(backend, workspace, { work, selection, preview: false, createdBy: by, now });
  return true;
}

/**
 * The same after a change of settings, which must be stored already. While a sweep is running none is started: when it ends, one
 * with the settings of then follows it. So however often they are changed, one more sweep puts everything right.
 */
export async function sweepAfterChange(backend: Backend, workspace: WorkspaceId, sweeping: Sweeping): Promise<boolean> {
  if (await isSweeping(backend.data, workspace)) return false;
  return sweep(backend, workspace, sweeping);
}

/** A sweep that is paused may stay so for long, and does not count. */
async function isSweeping(data: Data, workspace: WorkspaceId): Promise<boolean> {
  const uuids = await openJobsOf(data, workspace, 'flag_dormant');
  const jobs = await Promise.all(uuids.map((uuid) => readJob(data, workspace, uuid)));
  return jobs.some((job) => job !== null && (job.status === 'pending' || isRunning(job)));
}
