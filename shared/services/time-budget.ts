import type { Instant } from '../domain/instant.ts';

/** How long a list is processed, and where its errors are collected. */
export interface TimeBudget {
  readonly now: () => Instant;
  readonly until: Instant;
  readonly failures: unknown[];
}

/** Works on one item after the other until time is up. A failing item does not stop the others. */
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
