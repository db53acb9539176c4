import { type FlowHead, listFlows, loadAssets, readFlow, recheckFlow } from '../../shared/data/workspace/index.ts';
import { parseFlow } from '../../shared/domain/flows/definition.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';

/** Reads flows again that missed a global: with it, they may run. 1 read unit for 4 KB of each. */
export async function recheckFlows({ runtime, caller }: Pick<RequestContext, 'runtime' | 'caller'>): Promise<void> {
  const { globals } = await loadAssets(runtime.data, caller.workspace);
  for (const flow of await listFlows(runtime.data, caller.workspace)) {
    if (!missesGlobal(flow)) continue;
    const stored = await readFlow(runtime.data, caller.workspace, flow.uuid);
    if (stored === null) continue;
    const reading = parseFlow(stored.definition, globals ?? new Map());
    const found = reading.ok ? { ...reading, problems: [] } : { ...reading, definition: stored.definition };
    await recheckFlow(runtime.data, caller.workspace, stored, found);
  }
}

const missesGlobal = ({ problems }: FlowHead): boolean =>
  problems.some(({ why }) => why.code === 'flow_global_unknown');
