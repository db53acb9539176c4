import type { Instant } from '../domain/instant.ts';

/** How long a list is gone through, and where what fails on the way is put. */
export interface TimeBudget {
  readonly now: () => Instant;
  readonly until: Instant;
  readonly failures: unknown[];
}

/** Does the work for one item after the other until time is up. An item that fails keeps none of the others from their turn. */
export async function eachWithinTime<Item>(
  items: AsyncIterable<Item>,
  { now, until, failures }: TimeBudget,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  for await (const item of items) {
    await work(item).catch((error: unknown) => failures.push(error));
    if (now() >= until) break;
  }
}
