import type { JobRecord } from '../../shared/data/jobs/index.ts';
import { nextInLane } from '../../shared/domain/jobs/lanes.ts';
import { isRunning } from '../../shared/domain/jobs/lifecycle.ts';
import type { WorkMessage } from '../../shared/messages/jobs.ts';
import type { WorkerRuntime } from '../../shared/services/runtime.ts';

/**
 * Sends the slice that follows in its lane on one that is closed. None when the job waits or has ended, or its lanes were begun anew since the
 * message was sent: then another message is in this lane.
 */
export async function sendNextSlice(
  { queues }: Pick<WorkerRuntime, 'queues'>,
  job: JobRecord | null,
  { slice, ...message }: WorkMessage,
): Promise<void> {
  if (job === null || !isRunning(job) || message.turn !== job.turn) return;
  const next = nextInLane(slice, job.slices.total);
  if (next !== null) await queues.send('work', [{ ...message, slice: next }], message.workspace);
}
