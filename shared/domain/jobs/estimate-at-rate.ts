import type { Estimate } from '../costs/estimate.ts';
import measured from '../costs/measured.ts';
import { unitsPrice } from '../costs/work.ts';
import type { Job } from './job.ts';
import { kindOf } from './kinds/index.ts';
import { isDivided, paceOf, secondsAfter } from './pace.ts';

/** The estimate at the present rate, or null: lanes wait after each portion, one at a time in a slice. */
export function estimateAtRate(job: Job): Estimate | null {
  const { estimate, total, slices } = job;
  const pace = paceOf(job);
  if (estimate === null || pace === null || !total) return estimate;
  const inSlice = Math.ceil(total / slices.total);
  const contacts = isDivided(kindOf(job).operation) ? Math.min(pace.contacts, inSlice) : inSlice;
  const portions = slices.total * Math.ceil(inSlice / contacts);
  const parts = portions - slices.total;
  const more = { readUnits: parts * measured.part.readUnits, writeUnits: parts * measured.part.writeUnits };
  const waits = Math.ceil(portions / pace.lanes) - 1;
  return {
    writeUnits: estimate.writeUnits + more.writeUnits,
    readUnits: estimate.readUnits + more.readUnits,
    usd: Number((estimate.usd + unitsPrice(more)).toPrecision(3)),
    seconds: estimate.seconds + waits * secondsAfter(job, contacts),
  };
}
