import { BusyError, newTimeId } from '../../data/dynamo/index.ts';
import { createJob, type NewJob } from '../../data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job } from '../../domain/jobs/job.ts';
import type { Work } from '../../domain/jobs/kinds/index.ts';
import { secondsUntil } from '../../domain/jobs/scheduled-start.ts';
import type { SelectMessage } from '../../messages/jobs.ts';
import type { Backend } from '../runtime.ts';

type Sender = Pick<Backend, 'queues'>;

/** A new id; ids of jobs sort by creation. */
export const newJobId = (now: Instant): JobId => newTimeId(now) as JobId;

/** Stores a job and has it selected, by the watchdog if the queue is full. Other errors come after it is stored. */
export async function submitJob<W extends Work>(
  backend: Backend,
  workspace: WorkspaceId,
  input: Omit<NewJob<W>, 'uuid'> & { readonly uuid?: JobId },
): Promise<Job<W>> {
  const { uuid = newJobId(input.now) } = input;
  const job = await createJob(backend.data, workspace, { ...input, uuid });
  await sendNewJob(backend, job);
  return job;
}

/** Has the contacts of a new job selected. */
export const sendNewJob = (backend: Sender, { workspace, uuid }: Pick<Job, 'workspace' | 'uuid'>): Promise<void> =>
  sendSelect(backend, { workspace, job: uuid, page: 0 }).catch(leaveToWatchdog);

/** Has a job's open slices sent to the workers, after `runJob` or `resumeJob`. */
export const continueJob = (backend: Sender, workspace: WorkspaceId, { uuid }: Job): Promise<void> =>
  sendSelect(backend, { workspace, job: uuid, page: 0, send: true });

/** How long before its time a job gets its message: longer than the watchdog waits between two runs. */
export const SOON_MICROS = 6 * 60_000_000;

/** Starts a waiting job in time, or leaves it to the watchdog if its time is not soon. */
export async function sendWhenDue({ queues }: Sender, job: Job, now: Instant): Promise<void> {
  const { workspace, uuid, notBefore } = job;
  if (notBefore === null || notBefore > now + SOON_MICROS) return;
  const delay = secondsUntil(job, now);
  await queues.send('select', [{ workspace, job: uuid, page: 0 }], workspace, delay > 0 ? { delay } : {});
}

/** Starts a job that was just run: at once, or at its time. One that a second person must approve is not sent yet. */
export async function sendOnItsWay(backend: Sender, job: Job, now: Instant): Promise<void> {
  if (job.status === 'awaiting_approval') return;
  await (job.status === 'waiting' ? sendWhenDue(backend, job, now) : continueJob(backend, job.workspace, job));
}

export const sendSelect = ({ queues }: Sender, message: SelectMessage): Promise<void> =>
  queues.send('select', [message], message.workspace);

function leaveToWatchdog(error: unknown): void {
  if (!(error instanceof BusyError)) throw error;
}
