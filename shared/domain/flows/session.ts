import { errorNamed } from '../../query/error-named.ts';
import type { PlacedError, RunEvent } from './flow.ts';
import { newBudget } from './template/budget.ts';

/** TextIt's `steps per sprint` (8.2): it ends a flow that goes round in circles. */
export const MAX_STEPS = 250;

/** A flow broke a rule: the run fails, with every run that entered its flow. */
export class FlowFailure extends errorNamed('FlowFailure') {}

/** What runs share whose flows enter each other. */
export class Session {
  readonly events: RunEvent[] = [];
  readonly errors: PlacedError[] = [];
  readonly budget = newBudget();
  /** Where the contact is. */
  place: Pick<PlacedError, 'node' | 'action'> = { node: null, action: null };
  #steps = 0;

  /** Called at each node. Throws a FlowFailure after too many steps. */
  step(): void {
    if (this.#steps++ === MAX_STEPS) throw new FlowFailure(`Reached maximum number of steps per sprint (${MAX_STEPS})`);
  }

  note(event: RunEvent): void {
    this.events.push(event);
    if (event.type === 'error') this.fault(event, event.code ?? 'error');
  }

  fault(event: PlacedError['event'], kind: string): void {
    this.errors.push({ event, kind, ...this.place });
  }
}
