import {
  completeJob,
  failJob,
  failSlice,
  type JobRecord,
  readJob,
  readSlice,
} from '../../../shared/data/jobs/index.ts';
import { isUnknown } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Runtime } from '../../../shared/lambda/runtime.ts';
import type { SelectMessage, WorkMessage } from '../../../shared/messages/jobs.ts';

type FailedRuntime = Pick<Runtime, 'data' | 'now' | 'logger'>;

/**
 * Records what was tried to the end and given up. A slice: all its contacts count as failed, and the job goes on to its
 * end. A selection: the job is failed. Slices that could not be sent are left to the watchdog. A job of a kind that this
 * release does not know has that as its reason.
 */
export async function failed(message: WorkMessage | SelectMessage, runtime: FailedRuntime): Promise<void> {
  runtime.logger.error('message given up', { given_up: message });
  const job = await readJob(runtime.data, message.workspace, message.job);
  if (job === null) return;
  if ('slice' in message) await giveUpSlice(runtime, job, message.slice);
  else await failJob(runtime.data, job, isUnknown(job) ? 'unknown_kind' : 'select', runtime.now());
}

async function giveUpSlice({ data, now }: FailedRuntime, job: JobRecord, number: number): Promise<void> {
  const { workspace, uuid } = job;
  const slice = await readSlice(data, workspace, uuid, number);
  if (slice?.state === 'open') {
    const reason = isUnknown(job) ? 'unknown_kind' : 'worker';
    await failSlice(data, job, number, { count: slice.uuids.length, reason, now: now() });
  }
  await completeJob(data, workspace, uuid, now());
}
