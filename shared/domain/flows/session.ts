import type { PlacedError, RunEvent } from './flow.ts';
import { newBudget } from './template/budget.ts';

/** TextIt's `steps per sprint` (8.2): a flow that goes round in circles ends here instead of never. */
export const MAX_STEPS = 250;

/** A rule of flows is broken: the run fails, and every run that entered its flow with it. */
export class FlowFailure extends Error {}

/** What the runs of flows that enter each other have together. */
export class Session {
  readonly events: RunEvent[] = [];
  readonly errors: PlacedError[] = [];
  readonly budget = newBudget();
  /** Where the contact is. */
  place: Pick<PlacedError, 'node' | 'action'> = { node: null, action: null };
  #steps = 0;

  /** To be called at each node. Throws a FlowFailure when there have been too many. */
  step(): void {
    if (this.#steps++ === MAX_STEPS) throw new FlowFailure(`Reached maximum number of steps per sprint (${MAX_STEPS})`);
  }

  note(events: readonly RunEvent[]): void {
    this.events.push(...events);
    for (const event of events) if (event.type === 'error') this.fault(event, event.code ?? 'error');
  }

  fault(event: PlacedError['event'], kind: string): void {
    this.errors.push({ event, kind, ...this.place });
  }
}
