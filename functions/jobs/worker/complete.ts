import { completeJob, type JobRecord } from '../../../shared/data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { awaitsEnd, isRunning } from '../../../shared/domain/jobs/lifecycle.ts';
import { countUnbalanced } from '../../../shared/lambda/faults.ts';
import type { Runtime } from '../../../shared/lambda/runtime.ts';

/** Completes a job whose slices are accounted for, or its last step, unless paused. One that does not add up fails. */
export async function complete(
  { data, now, logger, metrics, queues }: Pick<Runtime, 'data' | 'now' | 'logger' | 'metrics' | 'queues'>,
  workspace: WorkspaceId,
  uuid: JobId,
): Promise<JobRecord | null> {
  const job = await completeJob(data, workspace, uuid, now());
  if (job?.reason === 'totals') {
    countUnbalanced(metrics);
    logger.error('job does not add up', { job: uuid, total: job.total, totals: job.totals });
  }
  if (job !== null && awaitsEnd(job) && isRunning(job))
    await queues.send('files', [{ workspace, job: uuid }], workspace);
  return job;
}
