import type { Context } from 'aws-lambda';
import { withPatience } from '../data/dynamo/index.ts';

/** Milliseconds. */
interface Allowed {
  /** The longest that one invocation waits for throttled tables, in all. */
  readonly waits: number;
  /** Of the invocation's time: how much is left when the last wait ends, and when the last call begins. */
  readonly leftAfterWaits: number;
  readonly leftAfterCalls: number;
  readonly firstWait: number;
  readonly longestWait: number;
}

/** A person or a script waits for the answer: it tries often, and says soon that it got nothing. */
export const REQUEST: Allowed = {
  waits: 8_000,
  leftAfterWaits: 4_000,
  leftAfterCalls: 1_500,
  firstWait: 10,
  longestWait: 500,
};

/** No one waits: it leaves the room that there is to requests, and uses its whole time but what it needs to say how far it came. */
export const BACKGROUND: Allowed = {
  waits: Number.POSITIVE_INFINITY,
  leftAfterWaits: 15_000,
  leftAfterCalls: 5_000,
  firstWait: 50,
  longestWait: 4_000,
};

/** Runs one invocation, which waits for throttled tables as long as `allowed` and its own time limit let it. */
export function within<Value>(
  allowed: Allowed,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  run: () => Value,
): Value {
  const now = performance.now();
  const remaining = context.getRemainingTimeInMillis();
  const { waits, leftAfterWaits, leftAfterCalls, firstWait, longestWait } = allowed;
  const waitUntil = now + Math.min(waits, remaining - leftAfterWaits);
  return withPatience({ waitUntil, callUntil: now + remaining - leftAfterCalls, firstWait, longestWait }, run);
}
