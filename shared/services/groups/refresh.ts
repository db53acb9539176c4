import { changeGroup } from '../../data/workspace/index.ts';
import { readingOf, readStored, soundnessOf } from '../../domain/groups/stored.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Assets, Group } from '../../domain/workspace.ts';
import { newJobId } from '../jobs/submit.ts';
import type { Backend } from '../runtime.ts';
import { clearGroup, isAbandoned, populateGroup } from './populate.ts';

export interface Refresh {
  /** As they are now: what the queries are read with. */
  readonly assets: Assets;
  /** Token id, or `system`. */
  readonly by: string;
  readonly now: Instant;
}

/**
 * Makes the smart groups of a workspace right again, after what their queries are read with has changed and every hour; returns
 * how many groups needed it. A query that can no longer be read makes its group invalid (TextIt 4.3). One that now means
 * something else, say because a field has another type, gets its members found anew, and so does a group whose job was lost.
 */
export async function refreshGroups(backend: Backend, workspace: WorkspaceId, refresh: Refresh): Promise<number> {
  let refreshed = 0;
  for (const group of refresh.assets.groups.values()) {
    if (group.query !== null && (await refreshGroup(backend, workspace, group, refresh))) refreshed++;
  }
  return refreshed;
}

async function refreshGroup(
  backend: Backend,
  workspace: WorkspaceId,
  group: Group,
  refresh: Refresh,
): Promise<boolean> {
  const soundness = soundnessOf(group, refresh.assets, refresh.now);
  if (soundness === 'invalid') return invalidate(backend, workspace, group, refresh);
  const needsMembers = soundness === 'stale' || (await isAbandoned(backend.data, workspace, group));
  return needsMembers && repopulate(backend, workspace, group, refresh);
}

/** First the job, so that a crash in between only does it twice: no contact matches a query that cannot be read. */
async function invalidate(
  backend: Backend,
  workspace: WorkspaceId,
  { uuid, query }: Group,
  { by, now }: Refresh,
): Promise<boolean> {
  await clearGroup(backend, workspace, { group: uuid, by, now });
  const result = await changeGroup<'changed'>(backend.data, workspace, uuid, (stored) =>
    stored.query === query ? { status: 'invalid' } : 'changed',
  );
  return result.ok;
}

async function repopulate(
  backend: Backend,
  workspace: WorkspaceId,
  group: Group,
  { assets, by, now }: Refresh,
): Promise<boolean> {
  const query = readStored(group.query ?? '', assets, now);
  if (query === null) return false;
  const job = newJobId(now);
  const readAs = readingOf(query, assets, now);
  const result = await changeGroup<'changed'>(backend.data, workspace, group.uuid, (stored) =>
    stored.query === group.query && stored.job === group.job ? { status: 'evaluating', job, readAs } : 'changed',
  );
  if (result.ok) await populateGroup(backend, workspace, { group: result.group, job, by, now });
  return result.ok;
}
