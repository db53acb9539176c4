/** How long work waits for a table that is throttled or silent: until a deadline that its invocation sets. */

import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorNamed } from '../../query/error-named.ts';
import { isBusy, isDiskFull } from './throttles.ts';

/** A table or queue had no room for a call in the given time. The caller may try again later. */
export class BusyError extends errorNamed('BusyError') {
  readonly code = 'busy';
}

/** Null when the disk is full: for what is noted beside a request that only reads, and goes on without it. */
export const unlessDiskFull = <Value>(noted: Promise<Value>): Promise<Value | null> =>
  noted.catch((error: unknown) => {
    if (isDiskFull(error)) return null;
    throw error;
  });

/** Times in milliseconds of `performance.now()`; waits in milliseconds. */
export interface RetryLimit {
  /** No wait between two attempts ends after this. */
  readonly waitUntil: number;
  /** No attempt begins after this. */
  readonly callUntil: number;
  /** After the nth failure in a row it waits a random time up to `firstWait` · 2^(n−1), at most `longestWait`. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** The longest that a service may say nothing within a call. */
  readonly longestSilence?: number;
  /** When the invocation is stopped. */
  readonly endsAt?: number;
}

/** How long scripts and tests wait for one call. */
const EACH_CALL = { waits: 10_000, firstWait: 10, longestWait: 1_000 };
const LONGEST_SILENCE = 20_000;
const NO_TIME = 'There is no time left for another call';
const NEVER = Number.POSITIVE_INFINITY;

const SHARED: { [key: symbol]: AsyncLocalStorage<RetryLimit> | undefined } = globalThis;
const NAME = Symbol.for('dormouse.retry-limit');
/** One for all bundles of a function, each of which has its own copy of this file. */
const current = SHARED[NAME] ?? new AsyncLocalStorage<RetryLimit>();
SHARED[NAME] = current;

/** Runs `work`, whose calls share this limit. */
export const withRetryLimit = <Value>(limit: RetryLimit, work: () => Value): Value => current.run(limit, work);

/** Returned by an attempt that was partly done: it is repeated for the rest. */
export const PARTLY = Symbol('partly');

/**
 * The result of `attempt`, which makes one call. While it is throttled or gets no answer it is repeated after random
 * waits, so that callers do not return together. Throws BusyError at the limit; any other error at once.
 */
export async function retryWithinLimit<Value>(attempt: () => Promise<Value | typeof PARTLY>): Promise<Value> {
  const limit = current.getStore() ?? limitOfOneCall();
  let failures = 0;
  let cause: unknown;
  for (;;) {
    if (performance.now() > limit.callUntil) throw new BusyError(NO_TIME, { cause });
    try {
      const value = await attempt();
      if (value !== PARTLY) return value as Value;
      failures = 1;
    } catch (error) {
      if (isDiskFull(error)) throw new BusyError('The disk is full', { cause: error });
      if (!isBusy(error)) throw error;
      failures += 1;
      cause = error;
    }
    const wait = Math.random() * Math.min(limit.longestWait, limit.firstWait * 2 ** (failures - 1));
    if (performance.now() + wait > limit.waitUntil)
      throw new BusyError(`Throttled, or without an answer, ${failures} times`, { cause });
    await sleep(wait);
  }
}

/** What a call that begins now may take: half of the time that is left, so calls in a row never reach the end. */
interface Patience {
  /** A time of `performance.now()`: an answer that still comes bit by bit is given up. */
  readonly until: number;
  /** Milliseconds for which a service may be silent, each time anew: whole ones, as AbortSignal takes no others. */
  silence(longest?: number): number;
}

/** Throws a TimeoutError once no call may begin. */
export function patience(): Patience {
  const { longestSilence = LONGEST_SILENCE, endsAt = NEVER, callUntil = NEVER } = current.getStore() ?? {};
  if (performance.now() > callUntil) throw Object.assign(new Error(NO_TIME), { name: 'TimeoutError' });
  const left = () => (endsAt - performance.now()) / 2;
  return {
    until: performance.now() + left(),
    silence: (longest = longestSilence) => Math.max(1, Math.floor(Math.min(longest, left()))),
  };
}

function limitOfOneCall(): RetryLimit {
  const { waits, firstWait, longestWait } = EACH_CALL;
  return { waitUntil: performance.now() + waits, callUntil: NEVER, firstWait, longestWait };
}
