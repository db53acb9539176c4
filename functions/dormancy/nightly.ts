import { keepDailyCounts } from '../../shared/data/counts/index.ts';
import { eachWorkspace, readSettings, readSubscriptions } from '../../shared/data/workspace/index.ts';
import { busEntriesOf } from '../../shared/domain/bus/entries.ts';
import { type Notice, STAGES } from '../../shared/domain/dormancy/stages.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { WorkType } from '../../shared/domain/jobs/kinds/index.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import { noticeEvent, type Staging, startStage } from '../../shared/services/dormancy/stages.ts';

type NightRuntime = Pick<Runtime, 'data' | 'queues' | 'bus' | 'now'>;

type Night = { readonly workspaces: number } & { readonly [T in WorkType]?: number };

/**
 * In each workspace: keeps the counts of the day, starts the jobs of each stage, and sends notices. Errors are thrown
 * when all others are done.
 */
export async function nightly(runtime: NightRuntime): Promise<Night> {
  const jobs: { [T in WorkType]?: number } = {};
  const workspaces = await eachWorkspace(runtime.data, async (workspace) => {
    const settings = await readSettings(runtime.data, workspace);
    if (settings === null) return;
    const staging = { settings, by: 'system', now: runtime.now() };
    const done = await Promise.allSettled([
      keepDailyCounts(runtime.data, workspace, settings, staging.now),
      ...STAGES.map(async (stage) => {
        if (stage.notice !== null) await announce(runtime, workspace, stage.notice, staging);
        if (await startStage(runtime, workspace, stage, staging)) jobs[stage.job] = (jobs[stage.job] ?? 0) + 1;
      }),
    ]);
    const failed = done.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  });
  return { workspaces, ...jobs };
}

async function announce({ data, bus }: NightRuntime, workspace: WorkspaceId, notice: Notice, staging: Staging) {
  const event = await noticeEvent(data, workspace, notice, staging);
  const entries = event === null ? [] : busEntriesOf(workspace, [event], await readSubscriptions(data, workspace));
  if (entries.length > 0) await bus.put(entries);
}
