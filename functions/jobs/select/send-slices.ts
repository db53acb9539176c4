import { openSlices } from '../../../shared/data/jobs/index.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import type { WorkMessage } from '../../../shared/messages/jobs.ts';
import { sendSelect } from '../../../shared/services/jobs/submit.ts';
import type { WorkerRuntime } from '../../../shared/services/runtime.ts';

/** Slices that one select message looks at: 100 batches of ten, about two seconds. The next message goes on. */
const SLICES = 1_000;

/** Sends the workers one message an open slice, from number `from` on. Sending too often is harmless: a slice is closed once. */
export async function sendOpenSlices(runtime: WorkerRuntime, job: Job, from: number): Promise<void> {
  const { workspace, uuid } = job;
  const { slices, next } = await openSlices(runtime.data, workspace, uuid, { from, limit: SLICES });
  const messages = slices.map((slice): WorkMessage => ({ workspace, job: uuid, slice }));
  await runtime.queues.send('work', messages, workspace);
  if (next !== null) await sendSelect(runtime, { workspace, job: uuid, page: 0, from: next });
}
