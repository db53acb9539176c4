import { completeJob, type JobRecord, nudgeJob, openJobs, readJob } from '../../../shared/data/jobs/index.ts';
import { hasEnded, isDone } from '../../../shared/domain/jobs/lifecycle.ts';
import { isStuck } from '../../../shared/domain/jobs/patience.ts';
import { lookAgain } from '../../../shared/services/groups/second-look.ts';
import { sendSelect } from '../../../shared/services/jobs/submit.ts';
import type { WorkerRuntime } from '../../../shared/services/runtime.ts';

export type Watched = {
  readonly open: number;
  readonly completed: number;
  readonly nudged: number;
  /** Jobs started that look once more at contacts whose groups were deleted or changed a while ago. */
  readonly looks: number;
};

/**
 * Goes through every job that has not ended. One whose slices are all done is completed; one without progress, because a
 * queue was purged, expired or restarted, has its messages sent again, which is harmless when they are only late.
 */
export async function watch(runtime: WorkerRuntime): Promise<Watched> {
  const counts = { open: 0, completed: 0, nudged: 0, looks: 0 };
  for await (const { workspace, job: uuid } of openJobs(runtime.data)) {
    const job = await readJob(runtime.data, workspace, uuid);
    if (job === null || hasEnded(job)) continue;
    counts.open++;
    if (isDone(job)) {
      await completeJob(runtime.data, workspace, uuid, runtime.now());
      counts.completed++;
    } else if (isStuck(job, runtime.now()) && (await nudge(runtime, job))) counts.nudged++;
  }
  counts.looks = await lookAgain(runtime);
  return counts;
}

/** Sends a job's select message again: a pending job goes on being selected, of any other the open slices are sent (`from`). */
async function nudge(runtime: WorkerRuntime, job: JobRecord): Promise<boolean> {
  if (!(await nudgeJob(runtime.data, job, runtime.now()))) return false;
  const { workspace, uuid, page, status } = job;
  await sendSelect(runtime, { workspace, job: uuid, page, ...(status !== 'pending' && { from: 0 }) });
  return true;
}
