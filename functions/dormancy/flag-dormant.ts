import { selectsAny } from '../../shared/data/jobs/index.ts';
import { eachWorkspace, readSettings } from '../../shared/data/workspace/index.ts';
import { dormancyDeadline } from '../../shared/domain/dormancy/deadline.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { submitJob } from '../../shared/services/jobs/submit.ts';
import type { WorkerRuntime } from '../../shared/services/runtime.ts';

export type Swept = { readonly workspaces: number; readonly jobs: number };

/**
 * The sweep: starts a job in each workspace where the index lists contacts that are due, and returns how many it started.
 * A workspace that fails does not keep the others from being swept; its error is thrown at the end.
 */
export async function flagDormant(runtime: WorkerRuntime): Promise<Swept> {
  let jobs = 0;
  const workspaces = await eachWorkspace(runtime.data, async (workspace) => {
    if (await sweep(runtime, workspace)) jobs++;
  });
  return { workspaces, jobs };
}

/** True when a job was started. */
async function sweep(runtime: WorkerRuntime, workspace: WorkspaceId): Promise<boolean> {
  const settings = await readSettings(runtime.data, workspace);
  if (settings === null || settings.dormancyDays <= 0) return false;
  const { dormancyDays: days, timezone } = settings;
  const now = runtime.now();
  const deadline = dormancyDeadline(now, days, timezone);
  const work = { type: 'flag_dormant', days } as const;
  const selection = { folder: 'active', notSeenSince: deadline } as const;
  // On an idle night 4 read units, however many contacts there are.
  if (!(await selectsAny(runtime.data, { workspace, work, selection }))) return false;
  await submitJob(runtime, workspace, { work, selection, preview: false, createdBy: 'system', now });
  return true;
}
