import { completeJob, type JobRecord } from '../../shared/data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import { countUnbalanced } from '../../shared/lambda/faults.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';

/** Completes a job of which every slice is accounted for. One that does not add up has failed, is counted (an alarm), and named in the log. */
export async function complete(
  { data, now, logger, metrics }: Pick<Runtime, 'data' | 'now' | 'logger' | 'metrics'>,
  workspace: WorkspaceId,
  uuid: JobId,
): Promise<JobRecord | null> {
  const job = await completeJob(data, workspace, uuid, now());
  if (job?.reason === 'totals') {
    countUnbalanced(metrics);
    logger.error('job does not add up', { job: uuid, total: job.total, totals: job.totals });
  }
  return job;
}
