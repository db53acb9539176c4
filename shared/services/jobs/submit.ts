import { v7 } from 'uuid';
import { createJob, type NewJob } from '../../data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job, Work } from '../../domain/jobs/job.ts';
import type { SelectMessage } from '../../messages/jobs.ts';
import type { JobRuntime } from '../runtime.ts';

type Sender = Pick<JobRuntime, 'queues'>;

/** Job ids sort by creation. */
export const newJobId = (now: Instant): JobId => v7({ msecs: Math.floor(now / 1000) }) as string as JobId;

/**
 * Writes a job down, under the given id or a new one, and sends it on its way. Should the sending fail, the job is there all the same and the watchdog
 * sends it.
 */
export async function submitJob<W extends Work>(
  runtime: Omit<JobRuntime, 'now'>,
  workspace: WorkspaceId,
  input: Omit<NewJob<W>, 'uuid'> & { readonly uuid?: JobId },
): Promise<Job<W>> {
  const { uuid = newJobId(input.now) } = input;
  const job = await createJob(runtime.data, workspace, { ...input, uuid });
  await sendSelect(runtime, { workspace, job: uuid, page: 0 });
  return job;
}

/** Has the open slices of a job sent to the workers: what `runJob` and `resumeJob` leave to be done. */
export const continueJob = (runtime: Sender, workspace: WorkspaceId, { uuid }: Job): Promise<void> =>
  sendSelect(runtime, { workspace, job: uuid, page: 0, from: 0 });

export const sendSelect = ({ queues }: Sender, message: SelectMessage): Promise<void> =>
  queues.send('select', [message], message.workspace);
