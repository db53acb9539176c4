import type { FlowId } from '../ids.ts';
import type { Refusal } from '../refusals/refusal.ts';
import {
  fewestSteps,
  fewestStepsIn,
  NO_WAY,
  NOTHING_MORE,
  reachesEnd,
  type Steps,
  type StepsOfFlow,
  throughFlow,
} from './fewest-steps.ts';
import { mayEnter } from './flow.ts';
import { broken, describeProblem, type Problem } from './problem.ts';
import { MAX_STEPS } from './session.ts';
import { type Entry, type LoadedFlow, type Way, type WayNode, wayThrough } from './way.ts';

/** What is known before a flow runs. */
interface Foreknown {
  /** The flow and all that it enters, as a start would read them. */
  readonly flows: ReadonlyMap<FlowId, LoadedFlow>;
  /** Why a start cannot read a flow that is entered. */
  readonly whyAbsent: (entered: Entry) => Refusal;
}

/**
 * The places of a flow, and of those that it enters, where every run fails, whoever the contact is: entered flows that
 * cannot be entered, circles that nobody leaves, routers that can choose nothing. Unreachable nodes are left out.
 */
export const certainFailures = (uuid: FlowId, foreknown: Foreknown): readonly Problem[] =>
  new Foreteller(foreknown).failuresOf(uuid);

class Foreteller {
  readonly #known: Foreknown;
  readonly #ways: ReadonlyMap<FlowId, Way>;
  readonly #steps: ReadonlyMap<FlowId, StepsOfFlow>;
  /** Flows that were begun, and what was found of them. */
  readonly #told = new Map<FlowId, readonly Problem[]>();

  constructor(known: Foreknown) {
    this.#known = known;
    this.#ways = new Map([...known.flows].map(([uuid, { definition }]) => [uuid, wayThrough(definition)]));
    this.#steps = fewestSteps(this.#ways);
  }

  failuresOf(uuid: FlowId): readonly Problem[] {
    const told = this.#told.get(uuid);
    const way = this.#ways.get(uuid);
    const loaded = this.#known.flows.get(uuid);
    if (told || !way || !loaded) return told ?? [];
    this.#told.set(uuid, []);
    const begun = new Set(this.#told.keys());
    // A circle within an entered flow is told there, unless it leads back to a flow that was begun.
    const through = (entered: FlowId): Steps => {
      const steps = this.#through(entered);
      return reachesEnd(steps) || begun.has(entered) ? steps : NOTHING_MORE;
    };
    const local = fewestStepsIn(way, through);
    const isEndless = (node: WayNode): boolean => !reachesEnd(local.get(node.uuid) ?? NO_WAY);
    const nodes = this.#reachable(way);
    // Circles are told where people come into them.
    const doors = new Set([way.start, ...nodes.filter((node) => !isEndless(node)).flatMap(({ next }) => next)]);
    const problems = nodes.flatMap((node) => [
      ...(node.enters ? this.#entering(node, node.enters, loaded) : []),
      ...(node.next.length === 0 && !this.#endsSome(node) ? [problemAt(node, { code: 'flow_no_category' })] : []),
      ...(isEndless(node) && doors.has(node.uuid) ? [problemAt(node, { code: 'flow_no_end', steps: MAX_STEPS })] : []),
    ]);
    this.#told.set(uuid, problems);
    return problems;
  }

  #through(uuid: FlowId): Steps {
    const way = this.#ways.get(uuid);
    return way === undefined ? NOTHING_MORE : throughFlow(way, this.#steps.get(uuid));
  }

  /** Every node that a run may come to, once. */
  #reachable({ start, nodes }: Way): readonly WayNode[] {
    const wanted = new Set([start]);
    const found: WayNode[] = [];
    // The loop also visits what is added to the set meanwhile.
    for (const uuid of wanted) {
      const node = uuid === null ? undefined : nodes.get(uuid);
      if (node === undefined) continue;
      found.push(node);
      if (!this.#endsAll(node)) for (const next of node.next) wanted.add(next);
    }
    return found;
  }

  /** Whether nothing comes after the flow that a node enters. */
  #endsAll(node: WayNode): boolean {
    const { enters } = node;
    if (enters === null || !this.#endsSome(node)) return false;
    return enters.terminal || this.#through(enters.flow).ended === Infinity;
  }

  /** Whether a run may end with the flow that a node enters, so that it never comes to the node's router. */
  #endsSome({ enters }: WayNode): boolean {
    return enters !== null && (enters.terminal || this.#through(enters.flow).terminated < Infinity);
  }

  #entering(node: WayNode, entered: Entry, { flow: from }: LoadedFlow): readonly Problem[] {
    const at = (why: Refusal): readonly Problem[] => [
      { node: node.uuid, action: entered.action, type: 'enter_flow', ...broken(why) },
    ];
    const other = this.#known.flows.get(entered.flow)?.flow;
    if (other === undefined) return at(this.#known.whyAbsent(entered));
    const { name, type } = other;
    if (!mayEnter(from.type, type)) return at({ code: 'flow_enters_type', flow: name, type, from: from.type });
    const [failure] = this.failuresOf(entered.flow);
    return failure ? at({ code: 'flow_enters_failing', flow: name, why: describeProblem(failure) }) : [];
  }
}

const problemAt = ({ uuid }: WayNode, why: Refusal): Problem => ({
  node: uuid,
  action: null,
  type: null,
  ...broken(why),
});
