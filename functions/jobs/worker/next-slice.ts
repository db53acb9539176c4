import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import { nextInLane } from '../../../shared/domain/jobs/lanes.ts';
import { isRunning } from '../../../shared/domain/jobs/lifecycle.ts';
import { lanesOf, secondsAfter } from '../../../shared/domain/jobs/pace.ts';
import type { WorkMessage } from '../../../shared/messages/jobs.ts';
import type { WorkerRuntime } from '../../../shared/services/runtime.ts';

type Sender = Pick<WorkerRuntime, 'queues'>;

/**
 * Sends the slice that follows in its lane on one that is closed. None when the job waits or has ended, or its lanes were begun anew since the
 * message was sent: then another message is in this lane.
 * @param contacts - how many were done just now, after which a job with a `max_rate` waits
 */
export async function sendNextSlice(
  sender: Sender,
  job: JobRecord | null,
  message: WorkMessage,
  contacts: number,
): Promise<void> {
  if (job === null || !isRunning(job) || message.turn !== job.turn) return;
  const slice = nextInLane(message.slice, job.slices.total, lanesOf(job));
  if (slice !== null) await sendSlice(sender, job, { ...message, slice }, contacts);
}

/** Sends a slice, after as long as the job's pace asks when so many contacts were done just now. */
export async function sendSlice(
  { queues }: Sender,
  job: JobRecord,
  message: WorkMessage,
  contacts: number,
): Promise<void> {
  const delay = secondsAfter(job, contacts);
  await queues.send('work', [message], message.workspace, delay > 0 ? { delay } : {});
}
