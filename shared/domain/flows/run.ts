import { apply } from '../contacts/apply.ts';
import type { Contact } from '../contacts/contact.ts';
import type { Effect, Flow, FlowNode, Result, Run, RunEvent, RunOptions, Step } from './flow.ts';

/** TextIt's `steps per sprint` (8.2): a flow that goes round in circles ends here instead of never. */
export const MAX_STEPS = 250;

/**
 * Sends a contact through a flow. Pure: the clock and the dice are in the options.
 *
 * Yields ONE final contact, at most one version further, however many actions changed it. A run that fails (too many
 * steps, a router without a fitting category) leaves the contact as it was: TextIt discards such a session's changes.
 */
export function runFlow(flow: Flow, contact: Contact, options: RunOptions): Run {
  const run = new FlowRun(flow, contact, options);
  return run.walk();
}

class FlowRun {
  readonly #flow: Flow;
  readonly #before: Contact;
  readonly #options: RunOptions;
  readonly #events: RunEvent[] = [];
  readonly #results: Record<string, Result> = {};
  readonly #locals: Record<string, string> = {};
  readonly #visits = new Map<string, number>();
  readonly #path: { node: string; exit: string | null }[] = [];
  #contact: Contact;

  constructor(flow: Flow, contact: Contact, options: RunOptions) {
    this.#flow = flow;
    this.#before = contact;
    this.#options = options;
    this.#contact = contact;
  }

  walk(): Run {
    let node = this.#flow.start;
    while (node !== null) {
      if (this.#path.length === MAX_STEPS) {
        return this.#fail(`Reached maximum number of steps per sprint (${MAX_STEPS})`);
      }
      const left = this.#visit(node);
      if (left === 'stuck') return this.#fail('Router failed to pick a category');
      node = left;
    }
    return this.#ended('completed');
  }

  /** Does a node's actions, and goes to the next node, or to null at the end of the flow. */
  #visit(node: FlowNode): FlowNode | null | 'stuck' {
    this.#visits.set(node.uuid, (this.#visits.get(node.uuid) ?? 0) + 1);
    for (const perform of node.actions) this.#take(perform(this.#step(node)), node);

    let exit = node.exits[0];
    if (node.route !== null) {
      const routed = node.route(this.#step(node));
      this.#take(routed.effects, node);
      exit = node.exits.find(({ uuid }) => uuid === routed.exit);
    }
    this.#path.push({ node: node.uuid, exit: exit?.uuid ?? null });
    if (exit === undefined) return 'stuck';
    return exit.destination === null ? null : (this.#flow.nodes.get(exit.destination) ?? null);
  }

  #step(node: FlowNode): Step {
    const { assets, params, now, random } = this.#options;
    const visits = this.#visits.get(node.uuid) ?? 0;
    return {
      flow: this.#flow,
      node,
      contact: this.#contact,
      assets,
      results: this.#results,
      locals: this.#locals,
      params,
      visits,
      startedOn: now,
      now,
      random,
      render: ({ source }) => ({ text: source, errors: [] }),
    };
  }

  #take(effects: readonly Effect[], _node: FlowNode): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'modify': {
          const applied = apply(this.#contact, [effect.modifier], this.#options.assets, this.#options);
          this.#contact = applied.contact;
          this.#events.push(...applied.events);
          break;
        }
        case 'event':
          this.#events.push(effect.event);
          break;
      }
    }
  }

  #fail(text: string): Run {
    return {
      contact: this.#before,
      events: [{ type: 'failure', text }],
      results: this.#results,
      status: 'failed',
      path: this.#path,
    };
  }

  #ended(status: 'completed'): Run {
    const changed = this.#contact !== this.#before;
    const contact = changed ? { ...this.#contact, version: this.#before.version + 1 } : this.#before;
    return { contact, events: this.#events, results: this.#results, status, path: this.#path };
  }
}
