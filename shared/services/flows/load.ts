import type { Data } from '../../data/dynamo/index.ts';
import { readFlow } from '../../data/workspace/index.ts';
import { type Flow, parseFlow } from '../../domain/flows/definition.ts';
import { enteredFlows, type LoadedFlow } from '../../domain/flows/way.ts';
import type { FlowId, WorkspaceId } from '../../domain/ids.ts';

/** Flows that one start reads: far more than people nest, and a bound of a container's memory. */
export const MOST_FLOWS = 50;

type Loaded = LoadedFlow & { readonly flow: Flow };

/** Flows that were read before or are not stored, such as a draft; null for one that cannot run. */
export type KnownFlows = Map<FlowId, Loaded | null>;

/**
 * Flows and those that they enter, prepared to run, without archived ones and those that cannot run: a run that enters
 * one fails. What it reads is added to `known`.
 */
export async function loadFlows(
  data: Data,
  workspace: WorkspaceId,
  first: readonly FlowId[],
  known: KnownFlows = new Map(),
): Promise<ReadonlyMap<FlowId, Loaded>> {
  const loaded = new Map<FlowId, Loaded>();
  const wanted = new Set(first);
  // The loop also visits what is added to the set meanwhile.
  for (const uuid of wanted) {
    const one = known.get(uuid);
    const flow = one === undefined ? await loadFlow(data, workspace, uuid) : one;
    known.set(uuid, flow);
    if (flow === null) continue;
    loaded.set(uuid, flow);
    for (const entered of enteredFlows(flow.definition)) if (wanted.size < MOST_FLOWS) wanted.add(entered);
  }
  return loaded;
}

/** The same, for runs. */
export async function readFlows(...given: Parameters<typeof loadFlows>): Promise<ReadonlyMap<FlowId, Flow>> {
  return new Map([...(await loadFlows(...given))].map(([uuid, { flow }]) => [uuid, flow]));
}

async function loadFlow(data: Data, workspace: WorkspaceId, uuid: FlowId): Promise<Loaded | null> {
  const stored = await readFlow(data, workspace, uuid);
  const reading = stored && !stored.archived ? parseFlow(stored.definition) : null;
  return reading?.ok ? reading : null;
}
