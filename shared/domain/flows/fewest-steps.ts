import type { FlowId } from '../ids.ts';
import { MAX_STEPS } from './session.ts';
import type { Way, WayNode } from './way.ts';

/** The fewest steps that a contact needs from a node to the end of the flow, or of all flows that entered it. */
export interface Steps {
  readonly ended: number;
  /** To the end of a flow that was entered for good: every flow ends with it. */
  readonly terminated: number;
}

export type StepsOfFlow = ReadonlyMap<string, Steps>;

export const NOTHING_MORE: Steps = { ended: 0, terminated: Infinity };
export const NO_WAY: Steps = { ended: Infinity, terminated: Infinity };

/** The fewest steps through a flow, from its start. */
export const throughFlow = (way: Way, steps: StepsOfFlow | undefined): Steps =>
  way.start === null ? NOTHING_MORE : (steps?.get(way.start) ?? NO_WAY);

export const reachesEnd = ({ ended, terminated }: Steps): boolean => Math.min(ended, terminated) < Infinity;

/** The fewest steps from every node of flows that enter each other; more than one may take are no way at all. */
export function fewestSteps(ways: ReadonlyMap<FlowId, Way>): ReadonlyMap<FlowId, StepsOfFlow> {
  const found = new Map([...ways.keys()].map((uuid) => [uuid, new Map<string, Steps>()]));
  const through = (uuid: FlowId): Steps => {
    const way = ways.get(uuid);
    return way === undefined ? NOTHING_MORE : throughFlow(way, found.get(uuid));
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const [uuid, { nodes }] of ways) if (improve(nodes, found.get(uuid), through)) changed = true;
  }
  return found;
}

/** The same within one flow, when the steps through those that it enters are known. */
export function fewestStepsIn({ nodes }: Way, through: (uuid: FlowId) => Steps): StepsOfFlow {
  const found = new Map<string, Steps>();
  while (improve(nodes, found, through));
  return found;
}

/** Looks once at each node, from the last to the first. Returns whether a shorter way was found. */
function improve(
  nodes: Way['nodes'],
  found: Map<string, Steps> | undefined,
  through: (uuid: FlowId) => Steps,
): boolean {
  let improved = false;
  for (const node of [...nodes.values()].reverse()) {
    const before = found?.get(node.uuid) ?? NO_WAY;
    const now = stepsFrom(node, found, through);
    if (now.ended >= before.ended && now.terminated >= before.terminated) continue;
    found?.set(node.uuid, now);
    improved = true;
  }
  return improved;
}

function stepsFrom({ enters, next }: WayNode, found: StepsOfFlow | undefined, through: (uuid: FlowId) => Steps): Steps {
  const entered = enters === null ? NOTHING_MORE : through(enters.flow);
  const { ended, terminated } = enters?.terminal ? { ended: Infinity, terminated: entered.ended } : entered;
  // A node that leads nowhere is told by itself, so it counts as an end here.
  const nexts = next.map((uuid) => (uuid === null ? NOTHING_MORE : (found?.get(uuid) ?? NO_WAY)));
  const best = (key: keyof Steps) =>
    nexts.length === 0 ? NOTHING_MORE[key] : Math.min(...nexts.map((one) => one[key]));
  const within = (steps: number): number => (steps > MAX_STEPS ? Infinity : steps);
  return {
    ended: within(1 + ended + best('ended')),
    terminated: within(1 + Math.min(terminated, entered.terminated, ended + best('terminated'))),
  };
}
