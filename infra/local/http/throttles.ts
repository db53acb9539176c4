import type { RouteSpec } from '../assembly/model.ts';

interface Bucket {
  readonly tokens: number;
  /** Milliseconds. */
  readonly at: number;
}

/** A token bucket for each route, as in API Gateway. Returns whether a request finds a token, and takes it. */
export function createThrottles(now: () => number): (route: RouteSpec) => boolean {
  const buckets = new Map<string, Bucket>();
  return ({ key, throttle }) => {
    if (throttle === null) return true;
    const at = now();
    const { tokens, at: last } = buckets.get(key) ?? { tokens: throttle.burst, at };
    const filled = Math.min(throttle.burst, tokens + ((at - last) / 1_000) * throttle.rate);
    buckets.set(key, { tokens: filled < 1 ? filled : filled - 1, at });
    return filled >= 1;
  };
}
