/** W#<workspace>  TURN  { since, at, job }: the last refresh of smart groups with relative dates */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, getItem, put, write } from '../dynamo/index.ts';
import { workspacePk } from './items.ts';

/** The last refresh after days passed, from `since` (null: when made) to `at`; `job` moves the contacts, if any. */
export interface GroupRefresh {
  readonly since: Instant | null;
  readonly at: Instant;
  readonly job: JobId | null;
}

const refreshKey = (workspace: WorkspaceId) => ({ pk: workspacePk(workspace), sk: 'TURN' });

/** The last refresh (1 read unit), or null before the first. */
export async function readGroupRefresh(data: Data, workspace: WorkspaceId): Promise<GroupRefresh | null> {
  const item = await getItem<GroupRefresh>(data, 'workspace', refreshKey(workspace), { consistent: true });
  return item && { since: item.since, at: item.at, job: item.job };
}

/** Stores the last refresh. 1 write unit. */
export async function putGroupRefresh(data: Data, workspace: WorkspaceId, refresh: GroupRefresh): Promise<void> {
  await write(data, put('workspace', { ...refreshKey(workspace), ...refresh }));
}
