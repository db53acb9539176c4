import type { Data } from '../../data/dynamo/index.ts';
import { openJobsOf, readJob, selectsAny } from '../../data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { isRunning } from '../../domain/jobs/lifecycle.ts';
import { flagStage } from '../../domain/policies/sweep.ts';
import type { Settings } from '../../domain/workspace.ts';
import { submitJob } from '../jobs/submit.ts';
import { submitOnce } from '../jobs/submit-once.ts';
import type { Backend } from '../runtime.ts';

export interface Staging {
  readonly settings: Settings;
  /** Token id, or `system`. */
  readonly by: string;
  readonly now: Instant;
}

/** Starts tonight's sweep; false when no contact is due. At most 8 read units. */
export async function sweepTonight(backend: Backend, workspace: WorkspaceId, staging: Staging): Promise<boolean> {
  const input = await sweepJob(backend.data, workspace, staging);
  if (input !== null) await submitJob(backend, workspace, input);
  return input !== null;
}

/** The sweep of these settings; null when it has no contacts. */
async function sweepJob(data: Data, workspace: WorkspaceId, { settings, by, now }: Staging) {
  const found = flagStage(settings, now);
  if (found === null || !(await selectsAny(data, { workspace, selection: found.selection }))) return null;
  return { ...found, preview: false, createdBy: by, now };
}

/**
 * Starts a sweep at another time: after a midnight or a change of settings, or because a person wants it. While one
 * runs none is started, since another follows it anyway. Returns the running or new job; null when no contact is due.
 */
export async function sweepNow(
  backend: Backend,
  workspace: WorkspaceId,
  staging: Staging,
): Promise<{ readonly started: boolean; readonly job: JobId | null }> {
  const running = () => runningSweeps(backend.data, workspace);
  const [under] = await running();
  if (under !== undefined) return { started: false, job: under };
  const input = await sweepJob(backend.data, workspace, staging);
  const job = input && (await submitOnce(backend, workspace, input, running));
  return job ? { started: true, job: job.uuid } : { started: false, job: (await running())[0] ?? null };
}

/** Nobody gets more sweeps by pausing one after the other. */
const MOST_PAUSED = 3;

/** The running sweeps. A paused one may stay so for long, so it does not count, unless there are several. */
async function runningSweeps(data: Data, workspace: WorkspaceId): Promise<readonly JobId[]> {
  const uuids = await openJobsOf(data, workspace, 'flag_dormant');
  const jobs = await Promise.all(uuids.map((uuid) => readJob(data, workspace, uuid)));
  const running = uuids.filter(
    (_, index) => jobs[index]?.status === 'pending' || (jobs[index] && isRunning(jobs[index])),
  );
  return uuids.length - running.length < MOST_PAUSED ? running : uuids;
}
