import {
  completeJob,
  failJob,
  failSlice,
  type JobRecord,
  readJob,
  readSlice,
} from '../../../shared/data/jobs/index.ts';
import type { Runtime } from '../../../shared/lambda/runtime.ts';
import type { SelectMessage, WorkMessage } from '../../../shared/messages/jobs.ts';

type FailedRuntime = Pick<Runtime, 'data' | 'now' | 'logger'>;

/**
 * Records what was tried to the end and given up. A slice: all its contacts count as failed, and the job goes on to its
 * end. A selection: the job is failed. Slices that could not be sent are left to the watchdog.
 */
export async function failed(message: WorkMessage | SelectMessage, runtime: FailedRuntime): Promise<void> {
  runtime.logger.error('message given up', { given_up: message });
  const job = await readJob(runtime.data, message.workspace, message.job);
  if (job === null) return;
  if ('slice' in message) await giveUpSlice(runtime, job, message.slice);
  else await failJob(runtime.data, job, 'select', runtime.now());
}

async function giveUpSlice({ data, now }: FailedRuntime, job: JobRecord, number: number): Promise<void> {
  const { workspace, uuid } = job;
  const slice = await readSlice(data, workspace, uuid, number);
  if (slice?.state === 'open') await failSlice(data, job, number, slice.uuids.length, now());
  await completeJob(data, workspace, uuid, now());
}
