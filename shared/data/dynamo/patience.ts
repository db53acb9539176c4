/** How long a piece of work waits for a table that is throttled or does not answer: until a deadline, which its invocation sets. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { isBusy } from './throttles.ts';

/** Thrown when a table, or a queue, has no room for a call within the time that there is. Trying again later is worth it. */
export class BusyError extends Error {
  readonly code = 'busy';
}

/** Times in milliseconds of `performance.now()`; waits in milliseconds. */
export interface Patience {
  /** No wait between two attempts ends later. */
  readonly waitUntil: number;
  /** No attempt begins later. */
  readonly callUntil: number;
  /** After the nth failure in a row there is a random wait of up to `firstWait` · 2^(n−1), at most `longestWait`. */
  readonly firstWait: number;
  readonly longestWait: number;
}

/** What scripts and tests wait for one call. */
const EACH_CALL = { waits: 10_000, firstWait: 10, longestWait: 1_000 };

const current = new AsyncLocalStorage<Patience>();

/** Runs `work`, in which all calls together have this patience. */
export const withPatience = <Value>(patience: Patience, work: () => Value): Value => current.run(patience, work);

/** What an attempt returns that was done in part: it is made again for the rest. */
export const PARTLY = Symbol('partly');

/**
 * Returns what `attempt`, which makes one call, returns. While it is throttled, or the service does not answer, it is made again
 * after random waits, so that those who were refused together do not come again together.
 *
 * @throws BusyError when the patience ends; whatever else the attempt throws is thrown at once
 */
export async function patiently<Value>(attempt: () => Promise<Value | typeof PARTLY>): Promise<Value> {
  const patience = current.getStore() ?? patienceOfOneCall();
  let failures = 0;
  let cause: unknown;
  for (;;) {
    if (performance.now() > patience.callUntil)
      throw new BusyError('There is no time left for another call', { cause });
    try {
      const value = await attempt();
      if (value !== PARTLY) return value as Value;
      failures = 1;
    } catch (error) {
      if (!isBusy(error)) throw error;
      failures += 1;
      cause = error;
    }
    const wait = Math.random() * Math.min(patience.longestWait, patience.firstWait * 2 ** (failures - 1));
    if (performance.now() + wait > patience.waitUntil)
      throw new BusyError(`Throttled, or without an answer, ${failures} times`, { cause });
    await sleep(wait);
  }
}

function patienceOfOneCall(): Patience {
  const { waits, firstWait, longestWait } = EACH_CALL;
  return { waitUntil: performance.now() + waits, callUntil: Number.POSITIVE_INFINITY, firstWait, longestWait };
}
