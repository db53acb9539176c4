import { parseFlow } from '#flow-reader';
import type { Data } from '../../data/dynamo/index.ts';
import { readFlow } from '../../data/workspace/index.ts';
import type { Flow } from '../../domain/flows/definition.ts';
import { enteredFlows } from '../../domain/flows/entered-flows.ts';
import type { FlowId, WorkspaceId } from '../../domain/ids.ts';

/** Flows that one start reads: far more than people nest, and a bound of a container's memory. */
const MOST_FLOWS = 50;

/**
 * Flows and those that they enter, prepared to run, without archived ones and those that cannot run: a run that enters
 * one fails. `known`: flows that are not stored, such as a draft, by uuid.
 */
export async function readFlows(
  data: Data,
  workspace: WorkspaceId,
  first: readonly FlowId[],
  known: ReadonlyMap<FlowId, Flow> = new Map(),
): Promise<ReadonlyMap<FlowId, Flow>> {
  const flows = new Map(known);
  const wanted = new Set(first);
  // The loop also visits what is added to the set meanwhile.
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
