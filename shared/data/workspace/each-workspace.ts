import type { WorkspaceId } from '../../domain/ids.ts';
import { type Data, eachOf } from '../dynamo/index.ts';
import { listWorkspaces } from './settings.ts';

/** Workspaces processed side by side. */
const AT_ONCE = 8;

/** Visits every workspace; returns how many. Failures do not stop it, and are thrown at the end. */
export async function eachWorkspace(data: Data, visit: (workspace: WorkspaceId) => Promise<void>): Promise<number> {
  const workspaces = await listWorkspaces(data);
  const failures: unknown[] = [];
  await eachOf(workspaces, AT_ONCE, async (workspace) => {
    try {
      await visit(workspace);
    } catch (error) {
      failures.push(error);
    }
  });
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} workspaces failed`);
  return workspaces.length;
}
