/** What several callers write at once: the one that loses waits and tries again, but not for ever. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Thrown when others change an item so often that a write to it never gets through. Trying again later is worth it. */
export class ContentionError extends Error {
  readonly code = 'contention';
}

/** How often something is tried. Before attempt n there is a random wait of up to `firstWait` · 2^(n−1), in milliseconds. */
interface RetryBudget {
  readonly attempts: number;
  readonly firstWait: number;
  readonly longestWait: number;
}

/** To read, decide and write again on a version that has moved. At most 635 ms of waiting. */
export const RACES: RetryBudget = { attempts: 8, firstWait: 5, longestWait: 500 };

/**
 * To send the same write again when a transaction holds its item: DynamoDB does not queue them, and the SDK does not retry.
 * Fifty writers to one settings item get through well before this. At most 5.1 s of waiting.
 */
export const COLLISIONS: RetryBudget = { attempts: 15, firstWait: 20, longestWait: 500 };

/** What an attempt returns that has lost and is to be made again. */
export const CONFLICT = Symbol('conflict');

/** Waits for a time in milliseconds. */
type Wait = (ms: number) => Promise<unknown>;

/**
 * Returns what the first successful attempt returns; an attempt that returns CONFLICT is made again after a random wait, so
 * that callers who lost together do not try again together.
 *
 * @param subject - what is being changed, for the error's message
 * @throws ContentionError when the budget is spent; whatever an attempt throws is thrown at once
 */
export async function retryOnConflict<Value>(
  { attempts, firstWait, longestWait }: RetryBudget,
  subject: string,
  attempt: () => Promise<Value | typeof CONFLICT>,
  wait: Wait = sleep,
): Promise<Value> {
  for (let done = 0; done < attempts; done++) {
    if (done > 0) await wait(Math.random() * Math.min(longestWait, firstWait * 2 ** (done - 1)));
    const value = await attempt();
    if (value !== CONFLICT) return value as Value;
  }
  throw new ContentionError(`Others changed ${subject} during each of ${attempts} attempts`);
}
