/**
 *   W#<workspace>  TURN                    { since, at, job }: up to when relative dates are turned
 */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, getItem, put, write } from '../dynamo/index.ts';
import { workspacePk } from './items.ts';

/** The last turn of a workspace's smart groups: from `since` (null: ever) to `at`, by a job when somebody had to move. */
export interface Turn {
  readonly since: Instant | null;
  readonly at: Instant;
  readonly job: JobId | null;
}

const turnKey = (workspace: WorkspaceId) => ({ pk: workspacePk(workspace), sk: 'TURN' });

/** The last turn (1 read unit), or null before the first. */
export async function readTurn(data: Data, workspace: WorkspaceId): Promise<Turn | null> {
  const item = await getItem<Turn>(data, 'workspace', turnKey(workspace), { consistent: true });
  return item && { since: item.since, at: item.at, job: item.job };
}

export async function putTurn(data: Data, workspace: WorkspaceId, turn: Turn): Promise<void> {
  await write(data, put('workspace', { ...turnKey(workspace), ...turn }));
}
