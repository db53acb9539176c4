import { type JobRecord, readJob } from '../../../shared/data/jobs.ts';
import { consumedSince } from '../../../shared/data/meter.ts';
import { freezePage } from '../../../shared/data/slices-freeze.ts';
import type { SelectMessage } from '../../../shared/messages/jobs.ts';
import type { JobRuntime } from '../runtime.ts';
import { sendSelect } from '../submit.ts';
import { nextSlice } from './next-slice.ts';
import { sendOpenSlices } from './send-slices.ts';

/** Index pages that one message looks at before it sends itself on: some seconds of work, whatever the size of the job. */
const PAGES = 20;

/**
 * `{workspace, job, page}`: freezes the next pages of a pending job; where it stands is read from the job itself, so a
 * message that comes twice, late or again after a crash goes on from there, and of two at once one stops.
 * `{…, from}` (or a job just frozen): sends the open slices to the workers.
 */
export async function select(message: SelectMessage, runtime: JobRuntime): Promise<void> {
  const { workspace, job: uuid, from } = message;
  const job = await readJob(runtime.data, workspace, uuid);
  if (job === null) return;
  if (job.status === 'pending') await freezePages(runtime, job);
  else if (job.status === 'queued') await sendOpenSlices(runtime, job, from ?? 0);
  else if (job.status === 'started' && from !== undefined) await sendOpenSlices(runtime, job, from);
}

async function freezePages(runtime: JobRuntime, pending: JobRecord): Promise<void> {
  const { data } = runtime;
  let job = pending;
  let left = PAGES;
  while (job.cursor !== null && left > 0) {
    const start = data.meter.read();
    const { uuids, cursor, pages } = await nextSlice(data, job, job.cursor, left);
    left -= pages;
    const capacity = consumedSince(data.meter, start);
    const frozen = await freezePage(data, job, { uuids, cursor, capacity, now: runtime.now() });
    if (frozen === null) return; // Another delivery froze this page, or the job was interrupted.
    job = frozen;
  }
  if (job.status === 'queued') await sendOpenSlices(runtime, job, 0);
  else if (job.status === 'pending') {
    await sendSelect(runtime, { workspace: job.workspace, job: job.uuid, page: job.page });
  }
}
