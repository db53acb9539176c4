import { parseFlow } from '#flow-reader';
import type { Data } from '../../data/dynamo/index.ts';
import { readFlow } from '../../data/workspace/index.ts';
import type { Flow } from '../../domain/flows/definition.ts';
import { enteredFlows } from '../../domain/flows/entered-flows.ts';
import type { FlowId, WorkspaceId } from '../../domain/ids.ts';

/** Flows that one start reads: far more than people make of one another, and a bound of a container's memory. */
const MOST_FLOWS = 50;

/**
 * Flows with those that they lead to, ready to run. One that is archived or cannot run here is left out: a run that enters it fails.
 * @param known - a flow that is not the stored one, such as a draft, by its uuid
 */
export async function readFlows(
  data: Data,
  workspace: WorkspaceId,
  first: readonly FlowId[],
  known: ReadonlyMap<FlowId, Flow> = new Map(),
): Promise<ReadonlyMap<FlowId, Flow>> {
  const flows = new Map(known);
  const wanted = new Set(first);
  // What is added to a set while it is gone through is gone through as well.
  for (const uuid of wanted) {
    if (flows.has(uuid)) continue;
    const stored = await readFlow(data, workspace, uuid);
    const reading = stored && !stored.archived ? parseFlow(stored.definition) : null;
    if (!reading?.ok) continue;
    flows.set(uuid, reading.flow);
    for (const entered of enteredFlows(reading.definition)) if (wanted.size < MOST_FLOWS) wanted.add(entered);
  }
  return flows;
}
