import { type FlowId, parseUuid } from '../ids.ts';
import type { Flow } from './flow.ts';
import { isJsonObject, type Json } from './migrations/json.ts';

/** A flow that can run here, with its definition of the current version. */
export interface LoadedFlow {
  readonly flow: Pick<Flow, 'name' | 'type'>;
  readonly definition: unknown;
}

/** A node as a part of the ways through a flow. */
export interface WayNode {
  readonly uuid: string;
  /** The flow that it enters: its last action of the kind counts (TextIt 8.3). */
  readonly enters: Entry | null;
  /** The nodes that its router may choose, null for the end; empty when it can choose nothing. */
  readonly next: readonly (string | null)[];
}

export interface Entry {
  readonly action: string;
  readonly flow: FlowId;
  readonly name: string;
  readonly terminal: boolean;
}

/** The ways through a flow. */
export interface Way {
  readonly start: string | null;
  readonly nodes: ReadonlyMap<string, WayNode>;
}

/** The ways through a checked definition. */
export function wayThrough(definition: unknown): Way {
  const nodes = objectsIn(definition, 'nodes').map(wayNode);
  return { start: nodes[0]?.uuid ?? null, nodes: new Map(nodes.map((node) => [node.uuid, node])) };
}

function wayNode(node: Json): WayNode {
  const destinations = new Map(
    objectsIn(node, 'exits').map(({ uuid, destination_uuid: to }) => [uuid, to ? String(to) : null]),
  );
  const { router } = node;
  const exits = isJsonObject(router) ? exitsOf(router) : [...destinations.keys()].slice(0, 1);
  const next = exits.flatMap((exit) => (destinations.has(exit) ? [destinations.get(exit) ?? null] : []));
  return { uuid: String(node['uuid']), enters: entriesOf(node).at(-1) ?? null, next };
}

/** The exits of the categories that a router may choose: of a switch those of its cases and its default. */
function exitsOf(router: Json): unknown[] {
  const chosen = new Set([
    ...objectsIn(router, 'cases').map((one) => one['category_uuid']),
    router['default_category_uuid'],
  ]);
  return objectsIn(router, 'categories')
    .filter(({ uuid }) => router['type'] === 'random' || chosen.has(uuid))
    .map((category) => category['exit_uuid']);
}

/** The flows that a definition's actions enter, each once. Takes any version, even one that cannot run here. */
export const enteredFlows = (definition: unknown): readonly FlowId[] => [
  ...new Set(objectsIn(definition, 'nodes').flatMap((node) => entriesOf(node).map(({ flow }) => flow))),
];

const entriesOf = (node: Json): Entry[] =>
  objectsIn(node, 'actions').flatMap(({ uuid, type, flow, terminal }) => {
    const id = type === 'enter_flow' && isJsonObject(flow) ? parseUuid<FlowId>(String(flow['uuid'])) : null;
    if (id === null || !isJsonObject(flow)) return [];
    return [{ action: String(uuid), flow: id, name: String(flow['name'] ?? id), terminal: terminal === true }];
  });

function objectsIn(holder: unknown, key: string) {
  const list = isJsonObject(holder) ? holder[key] : null;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
