import { type Estimate, withParts } from '../costs/estimate.ts';
import { type Job, SLICE_SIZE } from './job.ts';
import { kindOf } from './kinds/index.ts';
import { isDivided, paceOf, secondsAfter } from './pace.ts';

/** The estimate at the present rate, or null: each lane waits after each portion but its last. */
export function estimateAtRate(job: Job): Estimate | null {
  const { estimate, total, slices } = job;
  const pace = paceOf(job);
  if (estimate === null || pace === null || !total) return estimate;
  const most = isDivided(kindOf(job).operation) ? pace.contacts : SLICE_SIZE;
  const portions = Array.from({ length: slices.total }, (_, slice) =>
    portionsOf(sizeOf(slice, total, slices.total), most),
  );
  const parts = portions.flat().length - slices.total;
  const waits = Array.from({ length: pace.lanes }, (_, lane) => {
    const inLane = portions.filter((__, slice) => slice % pace.lanes === lane).flat();
    return inLane.slice(0, -1).reduce((sum, contacts) => sum + secondsAfter(job, contacts), 0);
  });
  return withParts(estimate, parts, Math.max(...waits));
}

/** Contacts of a slice. All but the last are full, unless contacts were left out. */
function sizeOf(slice: number, total: number, slices: number): number {
  const last = total - (slices - 1) * SLICE_SIZE;
  if (last <= 0) return Math.ceil(total / slices);
  return slice === slices - 1 ? last : SLICE_SIZE;
}

const portionsOf = (contacts: number, most: number): number[] =>
  Array.from({ length: Math.ceil(contacts / most) }, (_, n) => Math.min(most, contacts - n * most));
