import { eachWorkspace, readSettings } from '../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import { sweep } from '../../shared/services/dormancy/sweep.ts';
import type { WorkerRuntime } from '../../shared/services/runtime.ts';

type Swept = { readonly workspaces: number; readonly jobs: number };

/** What else a night does for a workspace. */
type Beside = (workspace: WorkspaceId, settings: Settings) => Promise<void>;

/**
 * The nightly sweep: starts a job in each workspace whose index lists contacts with a wrong dormancy flag; returns how
 * many. A failing workspace or task does not stop the others; errors are thrown at the end.
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
