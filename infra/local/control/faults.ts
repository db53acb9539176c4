import * as z from 'zod/mini';

const positive = z.number().check(z.int(), z.gte(1));

/** What `POST /_local/faults` takes: each key sets that fault, null takes it away. Documented in ../README.md. */
export const FaultsRequest = z.strictObject({
  kill: z.optional(
    z.nullable(
      z.strictObject({
        function: z.string(),
        invocation: z._default(positive, 1),
        after_ms: z._default(z.number().check(z.gte(0)), 0),
        times: z._default(positive, 1),
      }),
    ),
  ),
  hold: z.optional(z.nullable(z.strictObject({ function: z.string(), invocation: z._default(positive, 1) }))),
  duplicate: z.optional(
    z.nullable(
      z.strictObject({ queue: z.string(), batches: z._default(positive, 1), together: z._default(z.boolean(), false) }),
    ),
  ),
  throttle: z.optional(z.nullable(z.strictObject({ every: positive, operations: z.optional(z.array(z.string())) }))),
});

export type FaultsRequest = z.infer<typeof FaultsRequest>;

/** Faults to come, and how often each has happened. */
export interface Faults {
  set(request: FaultsRequest): void;
  report(): object;
  /** Milliseconds after which the invocation that starts now is killed; null for none. */
  killAfter(functionName: string): number | null;
  /** Resolves when the invocation that is to start now may: at once, or when the function is held no longer. */
  untilFree(functionName: string): Promise<void>;
  /** How often, and whether at the same time, the next batch of this queue is delivered. */
  deliveries(queueUrl: string): { readonly times: number; readonly together: boolean };
  /** True when this call to DynamoDB is to be throttled. */
  throttles(operation: string): boolean;
  readonly throttling: boolean;
}

const ONCE = { times: 1, together: false };

/** @param urlOf - a queue's URL by its short name, as `GET /_local/info` shows it */
export function createFaults(urlOf: (queue: string) => string | undefined): Faults {
  const happened = { kill: 0, hold: 0, duplicate: 0, throttle: 0 };
  let { kill, hold, duplicate, throttle }: FaultsRequest = {};
  const held: (() => void)[] = [];
  let calls = 0;
  return {
    set(request) {
      if (request.kill !== undefined) kill = request.kill;
      if (request.hold !== undefined) {
        hold = request.hold;
        for (const free of held.splice(0)) free();
      }
      if (request.duplicate !== undefined) duplicate = request.duplicate;
      if (request.throttle !== undefined) throttle = request.throttle;
    },
    report: () => ({
      kill: kill ?? null,
      hold: hold ?? null,
      duplicate: duplicate ?? null,
      throttle: throttle ?? null,
      happened,
    }),
    killAfter(functionName) {
      if (kill?.function !== functionName) return null;
      const { invocation, times, after_ms: afterMs } = kill;
      if (invocation > 1) {
        kill = { ...kill, invocation: invocation - 1 };
        return null;
      }
      kill = times > 1 ? { ...kill, times: times - 1 } : null;
      happened.kill += 1;
      return afterMs;
    },
    async untilFree(functionName) {
      if (hold?.function !== functionName) return;
      if (hold.invocation > 1) {
        hold = { ...hold, invocation: hold.invocation - 1 };
        return;
      }
      happened.hold += 1;
      await new Promise<void>((resolve) => held.push(resolve));
    },
    deliveries(queueUrl) {
      if (!duplicate || urlOf(duplicate.queue) !== queueUrl) return ONCE;
      const { batches, together } = duplicate;
      duplicate = batches > 1 ? { ...duplicate, batches: batches - 1 } : null;
      happened.duplicate += 1;
      return { times: 2, together };
    },
    throttles(operation) {
      if (!throttle || (throttle.operations && !throttle.operations.includes(operation))) return false;
      calls += 1;
      if (calls % throttle.every !== 0) return false;
      happened.throttle += 1;
      return true;
    },
    get throttling() {
      return Boolean(throttle);
    },
  };
}
