/** Concurrent writes: the one that loses waits and tries again, a limited number of times. */

import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { errorNamed } from '../../query/error-named.ts';
import { isOfTheRequest, UnstorableError } from './unstorable.ts';

/** Errors of the code itself, whatever DynamoDB would answer. */
const FAULTS = [TypeError, RangeError, SyntaxError];

/** Whether the same call would fail again: a content refused by DynamoDB, or a fault here. False for what may pass. */
export const isPermanentError = (error: unknown): boolean =>
  error instanceof DynamoDBServiceException
    ? isOfTheRequest(error)
    : error instanceof UnstorableError || (FAULTS.some((fault) => error instanceof fault) && !isNetwork(error));

/** Node throws some network failures as TypeErrors with a cause or a code. */
const isNetwork = (error: unknown): boolean => error instanceof Error && ('code' in error || error.cause !== undefined);

/** Others changed an item so often that a write never got through. The caller may try again later. */
export class ContentionError extends errorNamed('ContentionError') {
  readonly code = 'contention';
}

/** How often to try. Before attempt n it waits a random time up to `firstWait` · 2^(n−1) milliseconds. */
interface RetryBudget {
  readonly attempts: number;
  readonly firstWait: number;
  readonly longestWait: number;
}

/** To read, decide and write again after a lost race: at most 635 ms of waiting. */
export const RACES: RetryBudget = { attempts: 8, firstWait: 5, longestWait: 500 };

/** To repeat a write whose item a transaction holds, for at most 5.1 s: enough for fifty writers to one item. */
export const COLLISIONS: RetryBudget = { attempts: 15, firstWait: 20, longestWait: 500 };

/** Returned by an attempt that lost and should be repeated. */
export const CONFLICT = Symbol('conflict');

/** Waits for a time in milliseconds. */
type Wait = (ms: number) => Promise<unknown>;

/**
 * The result of the first attempt that does not return CONFLICT, repeated after random waits, so that callers who lost
 * together do not return together. `subject`: what is being changed, for the error's message. Throws ContentionError
 * when the budget is spent; any error of an attempt at once.
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
