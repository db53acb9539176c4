import { changeGroup } from '../../data/workspace/index.ts';
import { readingOf, readStored, soundnessOf } from '../../domain/groups/stored.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Assets, Group } from '../../domain/workspace.ts';
import { newJobId } from '../jobs/submit.ts';
import type { Backend } from '../runtime.ts';
import { clearGroup, isAbandoned, populateGroup } from './populate.ts';

export interface Repair {
  /** As they are now: what the queries are read with. */
  readonly assets: Assets;
  /** Token id, or `system`. */
  readonly by: string;
  readonly now: Instant;
}

/**
 * Checks the smart groups of a workspace again, after a change of what their queries are read with and every hour, repairs those
 * that need it, and returns their number. A group whose query can no longer be read becomes invalid (TextIt 4.3). One whose query
 * now means something else, say because a field has another type, gets its members found again, and so does one whose job was lost.
 */
export async function repairGroups(backend: Backend, workspace: WorkspaceId, repair: Repair): Promise<number> {
  let repaired = 0;
  for (const group of repair.assets.groups.values()) {
    if (group.query !== null && (await repairGroup(backend, workspace, group, repair))) repaired++;
  }
  return repaired;
}

async function repairGroup(backend: Backend, workspace: WorkspaceId, group: Group, repair: Repair): Promise<boolean> {
  const soundness = soundnessOf(group, repair.assets, repair.now);
  if (soundness === 'invalid') return invalidate(backend, workspace, group, repair);
  const needsMembers = soundness === 'stale' || (await isAbandoned(backend.data, workspace, group));
  return needsMembers && repopulate(backend, workspace, group, repair);
}

/** First the job, so that a crash in between only does it twice: no contact matches a query that cannot be read. */
async function invalidate(
  backend: Backend,
  workspace: WorkspaceId,
  { uuid, query }: Group,
  { by, now }: Repair,
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
  { assets, by, now }: Repair,
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
