import { completeJob, followingId, holdJob, type JobRecord, readErased } from '../../../shared/data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { kindOf } from '../../../shared/domain/jobs/kinds/index.ts';
import { awaitsEnd, isRunning } from '../../../shared/domain/jobs/lifecycle.ts';
import { isLate } from '../../../shared/domain/jobs/progress.ts';
import { countUnbalanced } from '../../../shared/lambda/invocation/faults.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import { sendNewJob } from '../../../shared/services/jobs/submit.ts';

type CompleteRuntime = Pick<Runtime, 'data' | 'now' | 'logger' | 'metrics' | 'queues'>;

/**
 * Completes a job whose slices are accounted for, or its last step, unless paused; a deletion once everything is
 * erased. One that does not add up fails. The job that follows is sent at once, if there is one.
 */
export async function complete(
  runtime: CompleteRuntime,
  workspace: WorkspaceId,
  uuid: JobId,
): Promise<JobRecord | null> {
  const { data, now, logger, metrics, queues } = runtime;
  const at = now();
  const job = await completeJob(data, workspace, uuid, at, null, (done) => mayEnd(runtime, done));
  if (job?.endedOn === at) logger.info('job ended', { workspace, job: uuid, late: isLate(job) ? 1 : 0 });
  if (job?.reason === 'totals') {
    countUnbalanced(metrics);
    logger.error('job does not add up', { job: uuid, total: job.total, totals: job.totals });
  }
  if (job !== null && awaitsEnd(job) && isRunning(job))
    await queues.send('files', [{ workspace, job: uuid }], workspace);
  if (job !== null && job.endedOn !== null && kindOf(job).follows !== undefined)
    await sendNewJob(runtime, { workspace, uuid: followingId(uuid, job.endedOn) });
  return job;
}

/** Whether the stream's function has erased whom the job deleted; else the job says that it waits for that. */
async function mayEnd({ data, now }: CompleteRuntime, job: JobRecord): Promise<boolean> {
  const { workspace, uuid, totals } = job;
  if (kindOf(job).operation.type !== 'delete' || totals.changed === 0) return true;
  if ((await readErased(data, workspace, uuid)).size >= totals.changed) return true;
  await holdJob(data, job, 'projection', now());
  return false;
}
