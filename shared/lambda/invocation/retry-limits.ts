import type { Context } from 'aws-lambda';
import { withRetryLimit } from '../../data/dynamo/index.ts';

/** Milliseconds. */
interface Allowed {
  /** The longest that one invocation waits for throttled tables in all. */
  readonly waits: number;
  /** The invocation time that must be left after the last wait, and before the last call. */
  readonly leftAfterWaits: number;
  readonly leftAfterCalls: number;
  readonly firstWait: number;
  readonly longestWait: number;
  /** The longest that a table, a queue or another service may be silent. */
  readonly longestSilence: number;
}

/** Someone waits for the answer: it tries often, and soon reports a failure. */
export const REQUEST: Allowed = {
  waits: 8_000,
  leftAfterWaits: 4_000,
  leftAfterCalls: 1_500,
  firstWait: 10,
  longestWait: 500,
  longestSilence: 3_000,
};

/** No one waits: it leaves capacity to requests, and uses its whole time, except what its last report needs. */
export const BACKGROUND: Allowed = {
  waits: Number.POSITIVE_INFINITY,
  leftAfterWaits: 15_000,
  leftAfterCalls: 5_000,
  firstWait: 50,
  longestWait: 4_000,
  longestSilence: 20_000,
};

/** Runs one invocation, which waits for throttled and silent services as `allowed` and its own time limit permit. */
export function within<Value>(
  allowed: Allowed,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  run: () => Value,
): Value {
  const now = performance.now();
  const remaining = context.getRemainingTimeInMillis();
  const { waits, leftAfterWaits, leftAfterCalls, ...others } = allowed;
  const waitUntil = now + Math.min(waits, remaining - leftAfterWaits);
  const endsAt = now + remaining;
  return withRetryLimit({ ...others, waitUntil, callUntil: endsAt - leftAfterCalls, endsAt }, run);
}
