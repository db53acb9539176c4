import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import { isRunning } from '../../../shared/domain/jobs/lifecycle.ts';
import { lanesOf, secondsAfter } from '../../../shared/domain/jobs/pace.ts';
import { placeOfSlice, sliceAt } from '../../../shared/domain/jobs/slice-numbers.ts';
import { nextInLane } from '../../../shared/domain/limits/lanes.ts';
import type { WorkMessage } from '../../../shared/messages/jobs.ts';
import type { WorkerRuntime } from '../../../shared/services/runtime.ts';

type Sender = Pick<WorkerRuntime, 'queues'>;

/**
 * Sends the next slice in the lane of a closed one, unless the job waits or ended, or lanes were restarted since.
 * @param contacts - how many were done just now, after which a job with a `max_rate` waits
 */
export async function sendNextSlice(
  sender: Sender,
  job: JobRecord | null,
  message: WorkMessage,
  contacts: number,
): Promise<void> {
  if (job === null || !isRunning(job) || message.turn !== job.turn) return;
  const place = nextInLane(placeOfSlice(job, message.slice), job.slices.total, lanesOf(job));
  if (place !== null) await sendSlice(sender, job, { ...message, slice: sliceAt(job, place) }, contacts);
}

/** Sends a slice after the delay that the job's pace demands for so many contacts. */
export async function sendSlice(
  { queues }: Sender,
  job: JobRecord,
  message: WorkMessage,
  contacts: number,
): Promise<void> {
  const delay = secondsAfter(job, contacts);
  const { held: _, ...next } = message;
  await queues.send('work', [next], message.workspace, delay > 0 ? { delay } : {});
}
