import { selectsAny } from '../../shared/data/jobs/index.ts';
import { eachWorkspace, readSettings } from '../../shared/data/workspace/index.ts';
import { dormancyDeadline } from '../../shared/domain/dormancy/deadline.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { submitJob } from '../../shared/services/jobs/submit.ts';
import type { JobRuntime } from '../../shared/services/runtime.ts';

export type Swept = { readonly workspaces: number; readonly jobs: number };

/**
 * Starts a job for each workspace in whose index a contact is due; from there on it is a job like any other.
 * A workspace that cannot be swept keeps none of the others from it; that it failed is thrown at the end.
 */
export async function flagDormant(runtime: JobRuntime): Promise<Swept> {
  let jobs = 0;
  const workspaces = await eachWorkspace(runtime.data, async (workspace) => {
    if (await sweep(runtime, workspace)) jobs++;
  });
  return { workspaces, jobs };
}

async function sweep(runtime: JobRuntime, workspace: WorkspaceId): Promise<boolean> {
  const settings = await readSettings(runtime.data, workspace);
  if (settings === null || settings.dormancyDays <= 0) return false;
  const { dormancyDays: days, timezone } = settings;
  const now = runtime.now();
  const deadline = dormancyDeadline(now, days, timezone);
  const work = { type: 'flag_dormant', days } as const;
  const selection = { folder: 'active', notSeenSince: deadline } as const;
  // On an idle night 4 read units, however many contacts there are.
  if (!(await selectsAny(runtime.data, { workspace, work, selection, createdOn: now }))) return false;
  await submitJob(runtime, workspace, { work, selection, preview: false, createdBy: 'system', now });
  return true;
}
