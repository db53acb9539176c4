/** What time does to contacts: the nights of every policy, built in or made, and smart groups that count days. */
import * as z from 'zod/mini';
import { keepDailyCounts } from '../../shared/data/counts/index.ts';
import type { Data } from '../../shared/data/dynamo/index.ts';
import { eachWorkspace, loadAssets, readSettings } from '../../shared/data/workspace/index.ts';
import { isAfterMidnight } from '../../shared/domain/dormancy/sweep.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { Assets, Settings } from '../../shared/domain/workspace.ts';
import { openBus } from '../../shared/lambda/clients/bus.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { scheduleHandler } from '../../shared/lambda/invocation/worker.ts';
import { submitRepairGroups } from '../../shared/services/groups/repair.ts';
import { policyNights } from '../../shared/services/lifecycle/nights.ts';
import { purgeTonight } from '../../shared/services/lifecycle/purge.ts';
import { sweepNow, sweepTonight } from '../../shared/services/lifecycle/sweep.ts';
import type { WorkerRuntime } from '../../shared/services/runtime.ts';
import { followDays } from './group-days.ts';

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
