/** What time does to contacts: the nights of every policy, built in or made, and smart groups that count days. */
import * as z from 'zod/mini';
import { keepDailyCounts } from '../../shared/data/counts/index.ts';
import type { Data } from '../../shared/data/dynamo/index.ts';
import { readJob, selectsAny } from '../../shared/data/jobs/index.ts';
import {
  eachWorkspace,
  type GroupRefresh,
  loadAssets,
  putGroupRefresh,
  readGroupRefresh,
  readSettings,
} from '../../shared/data/workspace/index.ts';
import { passedDays } from '../../shared/domain/groups/passed-days.ts';
import type { JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { hasEnded } from '../../shared/domain/jobs/lifecycle.ts';
import { isAfterMidnight } from '../../shared/domain/policies/sweep.ts';
import type { DayRange } from '../../shared/domain/selection/selection.ts';
import type { Assets, Settings } from '../../shared/domain/workspace.ts';
import { openBus } from '../../shared/lambda/clients/bus.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { scheduleHandler } from '../../shared/lambda/invocation/worker.ts';
import { submitRepairGroups } from '../../shared/services/groups/repair.ts';
import { submitJob } from '../../shared/services/jobs/submit.ts';
import { policyNights } from '../../shared/services/lifecycle/nights.ts';
import { purgeTonight } from '../../shared/services/lifecycle/purge.ts';
import { sweepNow, sweepTonight } from '../../shared/services/lifecycle/sweep.ts';
import type { WorkerRuntime } from '../../shared/services/runtime.ts';

/** Moves contacts in smart groups because days have passed. */

/** Continues where the last refresh ended, however long ago. True when a job has contacts to move. */
async function followDays(runtime: WorkerRuntime, workspace: WorkspaceId, assets: Assets): Promise<boolean> {
  const { data } = runtime;
  const since = await refreshedUpTo(data, workspace, await readGroupRefresh(data, workspace));
  if (since === 'running') return false;
  const now = runtime.now();
  const passed = passedDays(assets, since, now);
  if (passed.length === 0) return false;
  const days = await withContacts(data, workspace, passed);
  const job = days.length === 0 ? null : await startMoving(runtime, workspace, days, now);
  await putGroupRefresh(data, workspace, { since, at: now, job });
  return job !== null;
}

/** Up to when members are right (null: since the group was made). Days of an incomplete job are done again. */
async function refreshedUpTo(
  data: Data,
  workspace: WorkspaceId,
  last: GroupRefresh | null,
): Promise<Instant | null | 'running'> {
  if (last === null || last.job === null) return last?.at ?? null;
  const job = await readJob(data, workspace, last.job);
  if (job !== null && !hasEnded(job)) return 'running';
  const reachedAll = job?.status === 'completed' && Object.keys(job.totals.failed).length === 0;
  return reachedAll ? last.at : last.since;
}

/** The ranges in which the folder lists contacts: most nights none, for 8 read units a range. */
async function withContacts(
  data: Data,
  workspace: WorkspaceId,
  days: readonly DayRange[],
): Promise<readonly DayRange[]> {
  const found = await Promise.all(days.map((range) => selectsAny(data, { workspace, ...movingOn([range]) })));
  return days.filter((_, index) => found[index]);
}

async function startMoving(
  runtime: WorkerRuntime,
  workspace: WorkspaceId,
  days: readonly DayRange[],
  now: Instant,
): Promise<JobId> {
  const job = { ...movingOn(days), preview: false, createdBy: 'system', now };
  return (await submitJob(runtime, workspace, job)).uuid;
}

/** A job for the active contacts, dormant ones included, that the folder lists on these days. */
const movingOn = (days: readonly DayRange[]) =>
  ({ work: { type: 'turn_groups' }, selection: { folder: 'active', days } }) as const;

/** What a schedule asks for (`infra/features/lifecycle.ts`). */
const asked = z.object({ run: z.enum(['hourly', 'nightly']) });

export const handler = scheduleHandler(
  async (runtime, event) => (z.parse(asked, event).run === 'hourly' ? hourly(runtime) : nightly(runtime)),
  { queues: openQueues, bus: openBus },
);

/**
 * Every hour, because midnight depends on the time zone: flags contacts after the workspace's midnight, repairs its
 * smart groups, moves contacts where passed days may have moved them, and begins nights of policies at their hour.
 */
export const hourly = (runtime: WorkerRuntime) =>
  inEach(runtime, loadAssets, {
    sweeps: async (workspace, { settings }) => {
      const now = runtime.now();
      if (!isAfterMidnight(now, settings.timezone)) return false;
      return (await sweepNow(runtime, workspace, { settings, by: 'system', now })).started;
    },
    repaired: (workspace, assets) =>
      submitRepairGroups(runtime, workspace, { assets, by: 'system', now: runtime.now() }),
    jobs: (workspace, assets: Assets) => followDays(runtime, workspace, assets),
    policies: (workspace, assets) => policyNights(runtime, workspace, assets),
  });

/** Every night: keeps the counts of the day, flags whom an hour has missed, and deletes those archived for long. */
export const nightly = (runtime: Pick<Runtime, 'data' | 'queues' | 'bus' | 'now'>) =>
  inEach(runtime, readSettings, {
    counted: (workspace, settings) => keepDailyCounts(runtime.data, workspace, settings, runtime.now()),
    flag_dormant: (workspace, settings: Settings) =>
      sweepTonight(runtime, workspace, { settings, by: 'system', now: runtime.now() }),
    purge_archived: (workspace, settings) =>
      purgeTonight(runtime, workspace, { settings, by: 'system', now: runtime.now() }),
  });

/** What a run does in a workspace: how many jobs, nights or repairs it began. */
type Stage<Known> = (workspace: WorkspaceId, known: Known) => number | boolean | Promise<number | boolean>;

/**
 * Does the stages of a run in each workspace, one after the other, and counts what they began. One that fails stops no
 * other; its error is thrown when all are done.
 */
async function inEach<Known, Name extends string>(
  { data }: { readonly data: Data },
  load: (data: Data, workspace: WorkspaceId) => Promise<Known | null>,
  stages: Readonly<Record<Name, Stage<Known>>>,
) {
  const counts = Object.fromEntries(Object.keys(stages).map((name) => [name, 0])) as Record<Name, number>;
  const workspaces = await eachWorkspace(data, async (workspace) => {
    const known = await load(data, workspace);
    if (known === null) return;
    const failures: unknown[] = [];
    for (const [name, stage] of Object.entries(stages) as [Name, Stage<Known>][])
      try {
        const begun = await stage(workspace, known);
        counts[name] += Number(begun);
      } catch (error) {
        failures.push(error);
      }
    if (failures.length > 0) throw failures[0];
  });
  return { workspaces, ...counts };
}
