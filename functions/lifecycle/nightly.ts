import { keepDailyCounts } from '../../shared/data/counts/index.ts';
import { eachWorkspace, readSettings, readSubscriptions } from '../../shared/data/workspace/index.ts';
import { busEntriesOf } from '../../shared/domain/bus/entries.ts';
import type { BusEvent } from '../../shared/domain/bus/events.schema.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { WorkType } from '../../shared/domain/jobs/kinds/index.ts';
import { openBus } from '../../shared/lambda/clients/bus.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { scheduleHandler } from '../../shared/lambda/invocation/worker.ts';
import { purgeTonight } from '../../shared/services/lifecycle/purge.ts';
import { sweepTonight } from '../../shared/services/lifecycle/sweep.ts';

type NightRuntime = Pick<Runtime, 'data' | 'queues' | 'bus' | 'now'>;

type Night = { readonly workspaces: number } & { readonly [T in WorkType]?: number };

/** Flags contacts as dormant that were not seen for long, and deletes those archived for long. */
export const handler = scheduleHandler((runtime) => nightly(runtime), { queues: openQueues, bus: openBus });

/**
 * In each workspace: keeps the counts of the day, starts the sweep and the purge, and announces the purge of a week
 * later. Errors are thrown when all others are done.
 */
export async function nightly(runtime: NightRuntime): Promise<Night> {
  const jobs: { [T in WorkType]?: number } = {};
  const count = (type: WorkType) => (started: boolean) => {
    if (started) jobs[type] = (jobs[type] ?? 0) + 1;
  };
  const tell = (workspace: WorkspaceId, event: BusEvent) => announce(runtime, workspace, event);
  const workspaces = await eachWorkspace(runtime.data, async (workspace) => {
    const settings = await readSettings(runtime.data, workspace);
    if (settings === null) return;
    const staging = { settings, by: 'system', now: runtime.now() };
    const done = await Promise.allSettled([
      keepDailyCounts(runtime.data, workspace, settings, staging.now),
      sweepTonight(runtime, workspace, staging).then(count('flag_dormant')),
      purgeTonight({ ...runtime, tell }, workspace, staging).then(count('purge_archived')),
    ]);
    const failed = done.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  });
  return { workspaces, ...jobs };
}

async function announce({ data, bus }: NightRuntime, workspace: WorkspaceId, event: BusEvent): Promise<void> {
  const entries = busEntriesOf(workspace, [event], await readSubscriptions(data, workspace));
  if (entries.length > 0) await bus.put(entries);
}
