import { createJob, type NewJob, withdrawJob } from '../../data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Job } from '../../domain/jobs/job.ts';
import type { Work } from '../../domain/jobs/kinds/index.ts';
import type { Backend } from '../runtime.ts';
import { staysOpen } from './request-job.ts';
import { newJobId, sendNewJob } from './submit.ts';

/**
 * Submits a job of the service, or returns null while a similar one is open that does the same; of concurrent calls one
 * succeeds. `running`: the similar open jobs, as of now, oldest first.
 */
export async function submitOnce<W extends Work>(
  backend: Backend,
  workspace: WorkspaceId,
  input: Omit<NewJob<W>, 'uuid' | 'asked'>,
  running: () => Promise<readonly JobId[]>,
): Promise<Job<W> | null> {
  if ((await running()).length > 0) return null;
  const job = await createJob(backend.data, workspace, { ...input, uuid: newJobId(input.now) });
  if (!(await staysOpen(job, running, 1)) && (await withdrawJob(backend.data, job))) return null;
  await sendNewJob(backend, job);
  return job;
}
