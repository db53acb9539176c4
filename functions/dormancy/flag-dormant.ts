import { eachWorkspace, readSettings } from '../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import { sweep } from '../../shared/services/dormancy/sweep.ts';
import type { WorkerRuntime } from '../../shared/services/runtime.ts';

type Swept = { readonly workspaces: number; readonly jobs: number };

/** What else a night does for a workspace, whose settings it has read. */
type Beside = (workspace: WorkspaceId, settings: Settings) => Promise<void>;

/**
 * The nightly sweep: starts a job in each workspace where the index lists contacts that are due and not flagged, or flagged and not
 * due, and returns how many it started.
 * A workspace that fails does not keep the others from being swept, nor one of two things the other; the error is thrown at the end.
 */
export async function startSweeps(runtime: WorkerRuntime, beside: Beside = async () => undefined): Promise<Swept> {
  let jobs = 0;
  const workspaces = await eachWorkspace(runtime.data, async (workspace) => {
    const settings = await readSettings(runtime.data, workspace);
    if (settings === null) return;
    const sweeping = { settings, by: 'system', now: runtime.now() };
    const [swept, done] = await Promise.allSettled([sweep(runtime, workspace, sweeping), beside(workspace, settings)]);
    if (swept.status === 'rejected') throw swept.reason;
    if (swept.value) jobs++;
    if (done.status === 'rejected') throw done.reason;
  });
  return { workspaces, jobs };
}
