import type { Data } from '../../shared/data/dynamo/index.ts';
import { holdsUnseen } from '../../shared/data/jobs/index.ts';
import { eachWorkspace, readSettings } from '../../shared/data/workspace/index.ts';
import { dormancyDeadline } from '../../shared/domain/dormancy/deadline.ts';
import { SHARDS, type WorkspaceId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { submitJob } from '../../shared/services/jobs/submit.ts';
import type { JobRuntime } from '../../shared/services/runtime.ts';

export type Swept = { readonly workspaces: number; readonly jobs: number };

/**
 * A job for each workspace in which the index says that somebody is due; the rest of the way is that of every job.
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
  if (!(await somebodyIsDue(runtime.data, workspace, deadline))) return false;
  await submitJob(runtime, workspace, {
    work: { type: 'flag_dormant', days },
    selection: { folder: 'active', notSeenSince: deadline },
    preview: false,
    createdBy: 'system',
    now,
  });
  return true;
}

/** One query a shard, until one finds somebody: on an idle night 4 read units, however many contacts there are. */
async function somebodyIsDue(data: Data, workspace: WorkspaceId, notSeenSince: Instant): Promise<boolean> {
  for (let shard = 0; shard < SHARDS; shard++) {
    if (await holdsUnseen(data, workspace, shard, notSeenSince)) return true;
  }
  return false;
}
