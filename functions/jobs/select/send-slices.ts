import { type JobRecord, openSlices } from '../../../shared/data/jobs/index.ts';
import { lanesOf, paceOf, secondsAfter } from '../../../shared/domain/jobs/pace.ts';
import { placeOfSlice, sliceAt } from '../../../shared/domain/jobs/slice-numbers.ts';
import { firstInLanes } from '../../../shared/domain/limits/lanes.ts';
import type { WorkMessage } from '../../../shared/messages/jobs.ts';
import type { WorkerRuntime } from '../../../shared/services/runtime.ts';

/** Slices whose states are read at a time: 100 KB. */
const SLICES = 1_000;

/** Sends workers the first open slice of each lane; they send the next. Too often is harmless: slices close once. */
export async function sendFirstSlices(runtime: WorkerRuntime, job: JobRecord): Promise<void> {
  const { workspace, uuid, turn } = job;
  const lanes = lanesOf(job);
  let first: ReadonlyMap<number, number> = new Map();
  let from: number | null = 0;
  while (from !== null && first.size < Math.min(lanes, job.slices.total)) {
    const page = await openSlices(runtime.data, workspace, uuid, { from, limit: SLICES });
    const places = page.slices.map((slice) => placeOfSlice(job, slice));
    first = firstInLanes(places, first, lanes);
    from = page.next;
  }
  const messages = [...first.values()].map(
    (place): WorkMessage => ({ workspace, job: uuid, slice: sliceAt(job, place), turn }),
  );
  // What was done just before a pause counts for the pace too.
  const delay = job.status === 'started' ? secondsAfter(job, paceOf(job)?.contacts ?? 0) : 0;
  await runtime.queues.send('work', messages, workspace, delay > 0 ? { delay } : {});
}
