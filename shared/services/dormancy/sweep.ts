import type { Data } from '../../data/dynamo/index.ts';
import { openJobsOf, readJob, selectsAny } from '../../data/jobs/index.ts';
import { sweepOf } from '../../domain/dormancy/sweep.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { isRunning } from '../../domain/jobs/lifecycle.ts';
import type { Settings } from '../../domain/workspace.ts';
import { submitJob } from '../jobs/submit.ts';
import { submitOnce } from '../jobs/submit-once.ts';
import type { Backend } from '../runtime.ts';

interface Sweeping {
  readonly settings: Settings;
  /** Token id, or `system`. */
  readonly by: string;
  readonly now: Instant;
}

/**
 * Starts a job for contacts whose dormancy flag does not follow from the workspace's settings; true when there are any.
 * Without any it reads 8 units: 0.5 for each shard of active and of dormant contacts.
 */
export async function sweep(backend: Backend, workspace: WorkspaceId, sweeping: Sweeping): Promise<boolean> {
  const job = await sweepJob(backend, workspace, sweeping);
  if (job === null) return false;
  await submitJob(backend, workspace, job);
  return true;
}

/**
 * The same after a change of settings, which must be stored already. It starts nothing while a sweep runs: when that
 * ends, a sweep by the new settings follows. So after any number of changes one more sweep is enough.
 */
export async function sweepAfterChange(backend: Backend, workspace: WorkspaceId, sweeping: Sweeping): Promise<boolean> {
  return (await sweepAlone(backend, workspace, sweeping)).started;
}

/** A person wants a sweep now: returns the running job, a new one, or null when no contact is due. */
export async function sweepNow(backend: Backend, workspace: WorkspaceId, sweeping: Sweeping): Promise<JobId | null> {
  return (await sweepAlone(backend, workspace, sweeping)).job;
}

async function sweepAlone(
  backend: Backend,
  workspace: WorkspaceId,
  sweeping: Sweeping,
): Promise<{ readonly started: boolean; readonly job: JobId | null }> {
  const running = () => runningSweeps(backend.data, workspace);
  const [under] = await running();
  if (under !== undefined) return { started: false, job: under };
  const input = await sweepJob(backend, workspace, sweeping);
  const job = input && (await submitOnce(backend, workspace, input, running));
  return job ? { started: true, job: job.uuid } : { started: false, job: (await running())[0] ?? null };
}

async function sweepJob({ data }: Backend, workspace: WorkspaceId, { settings, by, now }: Sweeping) {
  if (settings.dormancyDays <= 0) return null;
  const { work, selection } = sweepOf(settings, now);
  if (!(await selectsAny(data, { workspace, selection }))) return null;
  return { work, selection, preview: false, createdBy: by, now };
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
