import { durationOf, FULL_PACE, type Pace } from '../../domain/costs/duration.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Job } from '../../domain/jobs/job.ts';
import { sumOf } from '../../domain/jobs/totals.ts';
import type { Data } from '../dynamo/index.ts';
import { listJobs } from './store.ts';

/** The newest jobs of the workspace that are looked at, and those of them that are compared. */
const LOOKED_AT = 20;
const COMPARED = 5;
/** Seconds by the model: in a shorter job, starting counts for too much. */
const LONG = 2;

/** How fast jobs of a workspace are here, from how long its last ones took. Some 5 read units. */
export async function pastPace(
  data: Data,
  workspace: WorkspaceId,
  { work }: Pick<Job, 'work'>,
  workers = FULL_PACE.workers,
): Promise<Pace> {
  const { jobs } = await listJobs(data, workspace, { limit: LOOKED_AT });
  const known = jobs.filter((job) => job.status === 'completed' && job.maxRate === null && job.paused.micros === 0);
  const alike = known.filter((job) => job.work.type === work.type);
  const slowness = (some: readonly Job[]) => some.flatMap((job) => slownessOf(job, workers)).slice(0, COMPARED);
  const own = slowness(alike);
  const all = own.length > 0 ? own : slowness(known);
  return { workers, slowness: median(all) ?? FULL_PACE.slowness };
}

/** How much longer than by the model a job took; nothing for a short one. */
function slownessOf({ startedOn, endedOn, totals, slices, capacity }: Job, workers: number): readonly number[] {
  if (startedOn === null || endedOn === null) return [];
  const extent = { contacts: sumOf(totals), slices: slices.total, writeUnits: capacity.writeUnits };
  const modelled = durationOf(extent, { workers, slowness: 1 });
  return modelled < LONG ? [] : [(endedOn - startedOn) / 1_000_000 / modelled];
}

/** The number in the middle. */
export const median = (numbers: readonly number[]): number | undefined =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
