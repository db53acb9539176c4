import { type FlowId, parseUuid } from '../ids.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { type Flow, mayEnter } from './flow.ts';
import { isJsonObject } from './migrations/json.ts';
import { broken, type Problem } from './problem.ts';

/** A flow that can run here, with its definition of the current version. */
export interface LoadedFlow {
  readonly flow: Pick<Flow, 'name' | 'type'>;
  readonly definition: unknown;
}

/** An action that enters a flow. */
export interface Entry {
  readonly node: string;
  readonly action: string;
  readonly flow: FlowId;
  readonly name: string;
}

/** The flows that a definition's actions enter, each once. Takes any version, even one that cannot run here. */
export const enteredFlows = (definition: unknown): readonly FlowId[] => [
  ...new Set(objectsIn(definition, 'nodes').flatMap((node) => entriesOf(node).map(({ flow }) => flow))),
];

/**
 * The actions of a flow that enter a flow that no run can enter: one that is not among `flows`, or of another type.
 * Of a node's actions that enter flows, the last one counts (TextIt 8.3).
 */
export const failingEntries = (
  { flow: from, definition }: LoadedFlow,
  flows: ReadonlyMap<FlowId, LoadedFlow>,
  whyAbsent: (entry: Entry) => Refusal,
): readonly Problem[] =>
  objectsIn(definition, 'nodes')
    .flatMap((node) => entriesOf(node).slice(-1))
    .flatMap((entry) => {
      const entered = flows.get(entry.flow)?.flow;
      if (entered === undefined) return [problemAt(entry, whyAbsent(entry))];
      const { name, type } = entered;
      if (mayEnter(from.type, type)) return [];
      return [problemAt(entry, { code: 'flow_enters_type', flow: name, type, from: from.type })];
    });

const problemAt = ({ node, action }: Entry, why: Refusal): Problem => ({
  node,
  action,
  type: 'enter_flow',
  ...broken(why),
});

const entriesOf = (node: Readonly<Record<string, unknown>>): readonly Entry[] =>
  objectsIn(node, 'actions').flatMap(({ uuid, type, flow }) => {
    const id = type === 'enter_flow' && isJsonObject(flow) ? parseUuid<FlowId>(String(flow['uuid'])) : null;
    if (id === null || !isJsonObject(flow)) return [];
    return [{ node: String(node['uuid']), action: String(uuid), flow: id, name: String(flow['name'] ?? id) }];
  });

function objectsIn(holder: unknown, key: string) {
  const list = isJsonObject(holder) ? holder[key] : null;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
