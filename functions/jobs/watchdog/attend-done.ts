import { type JobRecord, nudgeJob, projectionLag } from '../../../shared/data/jobs/index.ts';
import { confirmErased, UNTOLD_MICROS } from '../../../shared/data/repair/index.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { FAR_BEHIND } from '../../../shared/domain/jobs/hold-back.ts';
import { hasEnded } from '../../../shared/domain/jobs/lifecycle.ts';
import { sliceNumbersOf } from '../../../shared/domain/jobs/slice-numbers.ts';
import { isStuck } from '../../../shared/domain/jobs/stuck-jobs.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import { complete } from '../worker/complete.ts';

/** How long it looks at contacts of one deletion in a run. */
const LOOKING_MICROS = 5_000_000;

type AttendRuntime = Pick<Runtime, 'data' | 'now' | 'logger' | 'metrics' | 'queues'>;

/**
 * Completes a job whose slices are done. Of a deletion that has waited for long, it looks at the contacts themselves
 * when the stream's function will tell of them no more: it is not behind, or the stream has given their records up.
 */
export async function attendDone(runtime: AttendRuntime, job: JobRecord): Promise<'completed' | 'nudged' | null> {
  if (await ends(runtime, job)) return 'completed';
  const { data, now } = runtime;
  if (!isStuck(job, now()) || (await mayBeTold(runtime, job))) return null;
  const until = instant(now() + LOOKING_MICROS);
  const confirmed = await confirmErased(data, job, fromAnywhere(job), { now, until });
  if (await ends(runtime, job)) return 'completed';
  // Without any success, the next look is after twice as long.
  return confirmed === 0 && (await nudgeJob(data, job, now())) ? 'nudged' : null;
}

/** A function that is silent may be halted. It also is when nobody changes contacts by a job. */
const mayBeTold = async ({ data, now }: AttendRuntime, { modifiedOn, unheard }: JobRecord): Promise<boolean> =>
  modifiedOn + UNTOLD_MICROS > now() && (await projectionLag(data, unheard ?? null, now())) > FAR_BEHIND;

async function ends(runtime: AttendRuntime, { workspace, uuid }: JobRecord): Promise<boolean> {
  const ended = await complete(runtime, workspace, uuid);
  return ended !== null && hasEnded(ended);
}

/** The numbers of all slices, from a random one on, since one run may not come to the last. */
function fromAnywhere(job: JobRecord): number[] {
  const numbers = sliceNumbersOf(job);
  const first = Math.floor(Math.random() * numbers.length);
  return [...numbers.slice(first), ...numbers.slice(0, first)];
}
