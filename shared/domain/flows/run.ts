import { v7 } from 'uuid';
import { nextVersion } from '../changes/apply.ts';
import type { Contact } from '../contacts/contact.ts';
import { isUnchanged } from '../contacts/is-unchanged.ts';
import type { Entering, Flow, FlowNode, Run, RunOptions, RunStep, RunView } from './flow.ts';
import { mayEnter } from './flow.ts';
import { RunState } from './run-state.ts';
import { FlowFailure, Session } from './session.ts';
import { TooCostlyError } from './template/budget.ts';

/**
 * Sends a contact through a flow; pure, with the clock and the dice in the options. The contact is at most one version
 * later. A failed run (too many steps, too much work, no fitting category) leaves it as it was, as in TextIt.
 */
export function runFlow(flow: Flow, contact: Contact, options: RunOptions): Run {
  const run = new FlowRun(flow, contact, options);
  return run.run();
}

class FlowRun {
  readonly #flow: Flow;
  readonly #before: Contact;
  readonly #options: RunOptions;
  readonly #visits = new Map<FlowNode, number>();
  readonly #path: { node: string; exit: string | null }[] = [];
  #uuid: string | null = null;
  readonly #session: Session;
  readonly #parent: FlowRun | null;
  readonly #state: RunState;
  #child: RunView | null = null;

  constructor(flow: Flow, contact: Contact, options: RunOptions, parent: FlowRun | null = null) {
    this.#flow = flow;
    this.#parent = parent;
    this.#session = parent === null ? new Session() : parent.#session;
    this.#before = contact;
    this.#options = options;
    this.#state = new RunState(contact, options, this.#session);
  }

  /** A run that takes too much work fails, and holds up no other contact. */
  run(): Run {
    try {
      // TextIt evaluates smart groups when a session starts (9.4): time alone may have changed them.
      this.#state.modify({ type: 'regroup' });
      this.#walk();
      return this.#ended('completed');
    } catch (error) {
      if (error instanceof FlowFailure) return this.#fail(error.message);
      if (error instanceof TooCostlyError) return this.#fail(error.message, 'too_costly');
      throw error;
    }
  }

  /** Goes from node to node to the end of the flow. Returns whether the entering run ends with it. */
  #walk(): 'ended' | 'terminated' {
    let node: FlowNode | null | 'terminated' = this.#flow.start;
    while (node !== null) {
      this.#session.step();
      node = this.#visit(node);
      if (node === 'terminated') return 'terminated';
    }
    return 'ended';
  }

  /** Runs a node's actions and returns the next node, or null at the end of the flow. */
  #visit(node: FlowNode): FlowNode | null | 'terminated' {
    this.#visits.set(node, (this.#visits.get(node) ?? 0) + 1);
    for (const { uuid, perform } of node.actions) {
      this.#session.place = { node: node.uuid, action: uuid };
      this.#state.take(perform(this.#step(node)), node.uuid);
    }
    const entered = this.#enter();
    this.#session.place = { node: node.uuid, action: null };
    if (entered === 'terminated') {
      this.#path.push({ node: node.uuid, exit: null });
      return 'terminated';
    }
    let exit = node.exits[0];
    if (node.route !== null) {
      const routed = node.route(this.#step(node));
      this.#state.take(routed.effects, node.uuid);
      exit = node.exits.find(({ uuid }) => uuid === routed.exit);
    }
    this.#path.push({ node: node.uuid, exit: exit?.uuid ?? null });
    if (exit === undefined) throw new FlowFailure('Router failed to pick a category');
    return exit.destination === null ? null : (this.#flow.nodes.get(exit.destination) ?? null);
  }

  /** Sends the contact through the flow that an action entered; of several, the last one (TextIt 8.3). */
  #enter(): 'ended' | 'terminated' {
    const entering = this.#state.entering;
    if (entering === null) return 'ended';
    this.#state.entering = null;
    const child = new FlowRun(this.#flowToEnter(entering), this.#state.contact, this.#options, this);
    const walked = child.#walk();
    this.#state.contact = child.#state.contact;
    this.#child = child.#view('completed');
    return entering.terminal ? 'terminated' : walked;
  }

  #flowToEnter({ flow: { uuid, name } }: Entering): Flow {
    const flow = this.#options.flows?.get(uuid);
    if (flow === undefined) throw new FlowFailure(`Missing dependency: flow[uuid=${uuid},name=${name}]`);
    if (mayEnter(this.#flow.type, flow.type)) return flow;
    throw new FlowFailure(
      `Can't enter flow[uuid=${uuid},name=${name}] of type ${flow.type} from type ${this.#flow.type}`,
    );
  }

  /** Made when it is first looked at, since making one asks the dice. */
  readonly #runUuid = (): string => {
    this.#uuid ??= (this.#parent === null && this.#options.uuid) || runUuid(this.#options);
    return this.#uuid;
  };

  #view(status: RunView['status']): RunView {
    return {
      uuid: this.#runUuid,
      flow: this.#flow,
      contact: this.#state.contact,
      results: this.#state.results,
      status,
    };
  }

  #step(node: FlowNode): RunStep {
    const { assets, flows, uuid, params, origin, random, now, change, taken, optOuts } = this.#options;
    const step: { readonly [K in keyof Required<RunStep>]: RunStep[K] | undefined } = {
      assets,
      flows,
      uuid,
      params,
      origin,
      random,
      now,
      change,
      taken,
      optOuts,
      flow: this.#flow,
      node,
      contact: this.#state.contact,
      results: this.#state.results,
      locals: this.#state.locals,
      parent: this.#parent === null ? null : this.#parent.#view('waiting'),
      child: this.#child,
      runUuid: this.#runUuid,
      visits: this.#visits.get(node) ?? 0,
      budget: this.#session.budget,
    };
    return step as RunStep;
  }

  #fail(text: string, failure: 'flow_failed' | 'too_costly' = 'flow_failed'): Run {
    const event = { type: 'failure', text } as const;
    this.#session.fault(event, failure);
    return {
      contact: this.#before,
      events: [event],
      errors: this.#session.errors,
      results: this.#state.results,
      status: 'failed',
      failure,
      path: this.#path,
    };
  }

  #ended(status: 'completed'): Run {
    const before = this.#before;
    const after = this.#state.contact;
    const contact = isUnchanged(before, after) ? before : nextVersion(before, after, this.#options);
    const { events, errors } = this.#session;
    return { contact, events, errors, results: this.#state.results, status, path: this.#path };
  }
}

/** A uuid of version 7, as in TextIt, made from the run's own time and dice. */
function runUuid({ now, random }: RunOptions): string {
  const bytes = Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
  return v7({ msecs: Math.floor(now / 1000), random: bytes, seq: 0 });
}
