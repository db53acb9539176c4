import { eachWorkspace, readSettings } from '../../shared/data/workspace/index.ts';
import { sweep } from '../../shared/services/dormancy/sweep.ts';
import type { WorkerRuntime } from '../../shared/services/runtime.ts';

export type Swept = { readonly workspaces: number; readonly jobs: number };

/**
 * The nightly sweep: starts a job in each workspace where the index lists contacts that are due and not flagged, or flagged and not
 * due, and returns how many it started.
 * A workspace that fails does not keep the others from being swept; its error is thrown at the end.
 */
export async function flagDormant(runtime: WorkerRuntime): Promise<Swept> {
  let jobs = 0;
  const workspaces = await eachWorkspace(runtime.data, async (workspace) => {
    const settings = await readSettings(runtime.data, workspace);
    if (settings !== null && (await sweep(runtime, workspace, { settings, by: 'system', now: runtime.now() }))) jobs++;
  });
  return { workspaces, jobs };
}
