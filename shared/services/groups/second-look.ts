import type { Data } from '../../data/dynamo/index.ts';
import { readJob } from '../../data/jobs/index.ts';
import { endLook, noteLook, type SecondLook, secondLooks } from '../../data/workspace/index.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { hasEnded } from '../../domain/jobs/lifecycle.ts';
import { newJobId, submitJob } from '../jobs/submit.ts';
import type { WorkerRuntime } from '../runtime.ts';
import { clearGroup } from './populate.ts';

/**
 * Twice as long as a function that changes contacts may run (60 s; a test holds it): whoever read a workspace's groups and fields longer ago
 * has ended, and changes nothing by them any more.
 */
const HELD_MICROS = 120_000_000;

/**
 * Takes the second looks at groups a step further, each of them several minutes after the decision; returns how many jobs it started. Contacts
 * that a slice or a request changed meanwhile by the groups of before are put right, and a group whose first job was never started gets one.
 */
export async function lookAgain(runtime: WorkerRuntime): Promise<number> {
  let started = 0;
  for await (const look of secondLooks(runtime.data)) if (await takeFurther(runtime, look)) started++;
  return started;
}

async function takeFurther(runtime: WorkerRuntime, look: SecondLook): Promise<boolean> {
  const { data } = runtime;
  const now = runtime.now();
  if (look.seenOn === undefined) {
    await noteLook(data, look, { seenOn: now });
    return false;
  }
  if (now - look.seenOn < HELD_MICROS) return false;
  const state = look.job === undefined ? 'lost' : await stateOf(data, look);
  if (state === 'done') await endLook(data, look);
  if (state !== 'lost') return false;
  await start(runtime, look, now);
  return true;
}

async function stateOf(data: Data, { workspace, job: uuid }: SecondLook): Promise<'running' | 'done' | 'lost'> {
  const job = uuid === undefined ? null : await readJob(data, workspace, uuid);
  if (job === null) return 'lost';
  if (!hasEnded(job)) return 'running';
  return job.status === 'completed' && Object.keys(job.totals.failed).length === 0 ? 'done' : 'lost';
}

async function start(runtime: WorkerRuntime, look: SecondLook, now: Instant): Promise<void> {
  const { workspace, group } = look;
  const uuid = newJobId(now);
  await noteLook(runtime.data, look, { job: uuid });
  if (look.since === null) {
    await clearGroup(runtime, workspace, { uuid, group, by: 'system', now });
    return;
  }
  await submitJob(runtime, workspace, {
    uuid,
    work: { type: 'turn_groups' },
    // Who held the groups of before may have taken its time before the decision.
    selection: { modified: { from: instant(look.since - HELD_MICROS), to: now } },
    preview: false,
    createdBy: 'system',
    now,
  });
}
