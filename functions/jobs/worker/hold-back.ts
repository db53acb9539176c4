import { holdJob, type JobRecord, projectionLag, touchJob } from '../../../shared/data/jobs/index.ts';
import { FAR_BEHIND, secondsToHold } from '../../../shared/domain/jobs/hold-back.ts';
import type { KnownOperation } from '../../../shared/domain/jobs/kinds/index.ts';
import type { WorkMessage } from '../../../shared/messages/jobs.ts';
import type { WorkRuntime } from './runtime.ts';

/** Puts a slice off while the stream's function is more than 60 s behind, and says so; true when it did. */
export async function holdBack(
  { data, now, queues }: WorkRuntime,
  job: JobRecord,
  operation: KnownOperation,
  message: WorkMessage,
): Promise<boolean> {
  // An export changes nobody.
  if (operation.type === 'export') return false;
  const { held = 0 } = message;
  const lag = await projectionLag(data, job.unheard ?? null, now());
  await holdJob(data, job, lag > FAR_BEHIND ? 'projection' : null, now());
  const delay = secondsToHold(lag, held);
  if (delay === 0) return false;
  // A job that waits again is not stuck.
  if (held > 0) await touchJob(data, job, now());
  await queues.send('work', [{ ...message, held: held + delay }], message.workspace, { delay });
  return true;
}
