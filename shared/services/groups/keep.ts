import { changeGroup } from '../../data/workspace/index.ts';
import { readingOf, readStored, soundnessOf } from '../../domain/groups/stored.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Assets, Group } from '../../domain/workspace.ts';
import { newJobId } from '../jobs/submit.ts';
import type { JobRuntime } from '../runtime.ts';
import { clear, isAbandoned, populate } from './populate.ts';

/**
 * Looks after a workspace's smart groups, after what they rest on has changed and every hour. A query that no longer reads
 * makes its group invalid (TextIt 4.3); one that reads otherwise than before, say because a field has another type, has its
 * members found anew, and so has a group whose job was lost. Answers how many groups needed it.
 */
export async function tendGroups(
  runtime: JobRuntime,
  workspace: WorkspaceId,
  assets: Assets,
  by = 'system',
): Promise<number> {
  let tended = 0;
  for (const group of assets.groups.values()) {
    if (group.query !== null && (await tend(runtime, workspace, assets, group, by))) tended++;
  }
  return tended;
}

async function tend(
  runtime: JobRuntime,
  workspace: WorkspaceId,
  assets: Assets,
  group: Group,
  by: string,
): Promise<boolean> {
  const soundness = soundnessOf(group, assets, runtime.now());
  if (soundness === 'invalid') return invalidate(runtime, workspace, group, by);
  const populating = soundness === 'stale' || (await isAbandoned(runtime.data, workspace, group));
  return populating && repopulate(runtime, workspace, assets, group, by);
}

/** First the job, so that a crash in between only does it twice: nobody matches a query that does not read. */
async function invalidate(runtime: JobRuntime, workspace: WorkspaceId, group: Group, by: string): Promise<boolean> {
  await clear(runtime, workspace, { group: group.uuid, by, now: runtime.now() });
  const result = await changeGroup<'moved'>(runtime.data, workspace, group.uuid, (stored) =>
    stored.query === group.query ? { status: 'invalid' } : 'moved',
  );
  return result.ok;
}

async function repopulate(
  runtime: JobRuntime,
  workspace: WorkspaceId,
  assets: Assets,
  group: Group,
  by: string,
): Promise<boolean> {
  const now = runtime.now();
  const query = readStored(group.query ?? '', assets, now);
  if (query === null) return false;
  const job = newJobId(now);
  const readAs = readingOf(query, assets, now);
  const result = await changeGroup<'moved'>(runtime.data, workspace, group.uuid, (stored) =>
    stored.query === group.query && stored.job === group.job ? { status: 'evaluating', job, readAs } : 'moved',
  );
  if (result.ok) await populate(runtime, workspace, { group: result.group, job, by, now });
  return result.ok;
}
