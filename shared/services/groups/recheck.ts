import type { Data } from '../../data/dynamo/index.ts';
import { readJob } from '../../data/jobs/index.ts';
import { endGroupRecheck, type GroupRecheck, groupRechecks, noteGroupRecheck } from '../../data/workspace/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { hasEnded } from '../../domain/jobs/lifecycle.ts';
import { newJobId, submitJob } from '../jobs/submit.ts';
import type { WorkerRuntime } from '../runtime.ts';
import { eachWithinTime, type TimeBudget } from '../time-budget.ts';
import { submitClearGroup } from './populate.ts';

/** Twice the 60 s of a function that changes contacts (tested): who read groups and fields before has ended. */
const HELD_MICROS = 120_000_000;

/** Jobs of one workspace at a time that recheck: each may be over all of its contacts. */
const MOST_LOOKING = 10;

/**
 * Takes group rechecks a step further, each some minutes after its decision; returns how many jobs it started. They
 * correct contacts that were changed by the former groups, and a group whose first job was never started gets one.
 */
export async function recheckGroups(runtime: WorkerRuntime, time: TimeBudget): Promise<number> {
  const looking = new Map<WorkspaceId, number>();
  let started = 0;
  await eachWithinTime(groupRechecks(runtime.data), time, async (look) => {
    const others = looking.get(look.workspace) ?? 0;
    const step = await takeFurther(runtime, look, others < MOST_LOOKING);
    if (step === 'started') started++;
    if (step !== 'waits') looking.set(look.workspace, others + 1);
  });
  return started;
}

/** @param mayStart - whether the workspace may have one more job that rechecks */
async function takeFurther(
  runtime: WorkerRuntime,
  look: GroupRecheck,
  mayStart: boolean,
): Promise<'waits' | 'running' | 'started'> {
  const { data } = runtime;
  const now = runtime.now();
  if (look.seenOn === undefined) {
    await noteGroupRecheck(data, look, { seenOn: now });
    return 'waits';
  }
  if (now - look.seenOn < HELD_MICROS) return 'waits';
  const state = look.job === undefined ? 'lost' : await stateOf(data, look);
  if (state === 'running') return state;
  if (state === 'done') await endGroupRecheck(data, look);
  if (state === 'done' || !mayStart) return 'waits';
  await start(runtime, look, now);
  return 'started';
}

async function stateOf(data: Data, { workspace, job: uuid }: GroupRecheck): Promise<'running' | 'done' | 'lost'> {
  const job = uuid === undefined ? null : await readJob(data, workspace, uuid);
  if (job === null) return 'lost';
  if (!hasEnded(job)) return 'running';
  return job.status === 'completed' && Object.keys(job.totals.failed).length === 0 ? 'done' : 'lost';
}

async function start(runtime: WorkerRuntime, look: GroupRecheck, now: Instant): Promise<void> {
  const { workspace, group } = look;
  const uuid = newJobId(now);
  await noteGroupRecheck(runtime.data, look, { job: uuid });
  if (look.since === null) {
    await submitClearGroup(runtime, workspace, { uuid, group, by: 'system', now });
    return;
  }
  await submitJob(runtime, workspace, {
    uuid,
    work: { type: 'turn_groups' },
    // Who used the former groups may have set its time before the decision.
    selection: { modified: { from: instant(look.since - HELD_MICROS), to: now } },
    preview: false,
    createdBy: 'system',
    now,
  });
}
