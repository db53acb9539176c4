import { completeJob, failJob, readJob } from '../../../shared/data/jobs.ts';
import { failSlice, readSlice } from '../../../shared/data/slices.ts';
import type { SelectMessage, WorkMessage } from '../../../shared/messages/jobs.ts';
import type { JobRuntime } from '../runtime.ts';

/**
 * Records what was tried to the end and given up. A slice: all its contacts count as failed, and the job goes on to its
 * end. A selection: the job is failed. Slices that could not be sent are left to the watchdog.
 */
export async function failed(message: WorkMessage | SelectMessage, runtime: JobRuntime): Promise<void> {
  const { workspace, job: uuid } = message;
  const { data } = runtime;
  const job = await readJob(data, workspace, uuid);
  if (job === null) return;
  if (!('slice' in message)) {
    await failJob(data, job, 'select', runtime.now());
    return;
  }
  const slice = await readSlice(data, workspace, uuid, message.slice);
  if (slice?.state === 'open') await failSlice(data, job, message.slice, slice.uuids.length, runtime.now());
  await completeJob(data, workspace, uuid, runtime.now());
}
