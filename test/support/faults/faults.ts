import { type Faults, ONCE } from '../../../infra/local/faults.ts';
import type { FaultsRequest } from './faults-request.ts';
import { createSeededRandom } from './seeded-random.ts';

/** The state of the faults, and what each moment of the runner asks of it. */
export interface RunnerFaults
  extends Pick<Faults, 'killAfter' | 'untilFree' | 'refuses' | 'deliveries' | 'delay' | 'proxied' | 'report'> {
  /** Changes the faults in the request; an empty one ends all. */
  set(request: FaultsRequest): void;
  /** Whether to throttle this call to DynamoDB or SQS. */
  throttles(service: 'dynamodb' | 'sqs', operation: string): boolean;
  /** How a call to DynamoDB or SQS is broken, if it is: refused, never answered, or its connection closed. */
  breaks(service: 'dynamodb' | 'sqs', operation: string): 'deny' | 'silent' | 'close' | null;
  /** At least 0 and less than 1; decides which part of a call is throttled, and in which of AWS's forms. */
  draw(subject: string): number;
  /** Milliseconds added to each call to DynamoDB. */
  readonly slowMs: number;
  /** Milliseconds by which global secondary indexes lag behind their table. */
  readonly indexDelayMs: number;
}

const NONE = {
  kill: null,
  hold: null,
  duplicate: null,
  throttle: null,
  close: null,
  silent: null,
  deny_ms: null,
  delay_ms: null,
  engine_slow_ms: null,
  index_delay_ms: null,
} satisfies Active;

/** What happens with a probability. */
type Random = 'kill' | 'duplicate' | 'throttle' | 'close' | 'silent';
type Active = { [K in Exclude<keyof FaultsRequest, 'seed'>]-?: NonNullable<FaultsRequest[K]> | null };

/** What AWS does now and then to every deployment: `AS_AWS=on`. */
export const AS_AWS: FaultsRequest = {
  duplicate: 0.2,
  close: 0.02,
  silent: 0.0005,
  deny_ms: 1_000,
  delay_ms: 500,
  engine_slow_ms: 5,
  index_delay_ms: 300,
};

/** @param urlOf - a queue's URL by its short name, as `GET /_local/info` shows it */
export function createFaults(urlOf: (queue: string) => string | undefined): RunnerFaults {
  const happened = { kill: 0, hold: 0, duplicate: 0, throttle: 0, close: 0, silent: 0, deny: 0 };
  let active: Active = NONE;
  let seed = 1;
  let chance = createSeededRandom(seed);
  let held: (() => void)[] = [];
  let calls = 0;
  let deniedUntil = 0;

  const probability = (fault: Random): number => {
    const value = active[fault];
    return typeof value === 'number' ? value : 0;
  };
  const happens = (fault: Random, subject: string): boolean => {
    if (!chance.happens(`${fault} ${subject}`, probability(fault))) return false;
    happened[fault] += 1;
    return true;
  };

  return {
    set({ seed: sown, ...given }) {
      const ending = sown === undefined && Object.keys(given).length === 0;
      active = ending ? NONE : { ...active, ...given };
      if (given.deny_ms !== undefined || ending) deniedUntil = performance.now() + (active.deny_ms ?? 0);
      if (sown !== undefined) {
        seed = sown;
        chance = createSeededRandom(seed);
      }
      if (given.hold === undefined && !ending) return;
      const freed = held;
      held = [];
      for (const free of freed) free();
    },
    report: () => ({ seed, ...active, happened }),
    killAfter(functionName, usualMs) {
      const { kill } = active;
      if (typeof kill !== 'object')
        return happens('kill', functionName) ? chance.draw(`moment ${functionName}`) * usualMs : null;
      if (kill?.function !== functionName) return null;
      const { invocation, times, after_ms: afterMs } = kill;
      if (invocation > 1) {
        active = { ...active, kill: { ...kill, invocation: invocation - 1 } };
        return null;
      }
      active = { ...active, kill: times > 1 ? { ...kill, times: times - 1 } : null };
      happened.kill += 1;
      return afterMs;
    },
    async untilFree(functionName) {
      const { hold } = active;
      if (hold?.function !== functionName) return;
      if (hold.invocation > 1) {
        active = { ...active, hold: { ...hold, invocation: hold.invocation - 1 } };
        return;
      }
      happened.hold += 1;
      await new Promise<void>((resolve) => held.push(resolve));
    },
    refuses: (functionName) => happens('throttle', `lambda ${functionName}`),
    deliveries(source) {
      const { duplicate } = active;
      if (typeof duplicate !== 'object')
        return happens('duplicate', source) ? { times: 2, together: chance.draw(`together ${source}`) < 0.5 } : ONCE;
      if (!duplicate || urlOf(duplicate.queue) !== source) return ONCE;
      const { batches, together } = duplicate;
      active = { ...active, duplicate: batches > 1 ? { ...duplicate, batches: batches - 1 } : null };
      happened.duplicate += 1;
      return { times: 2, together };
    },
    delay: (source) => (active.delay_ms ? chance.draw(`delay ${source}`) * active.delay_ms : 0),
    throttles(service, operation) {
      const { throttle } = active;
      if (typeof throttle !== 'object') return happens('throttle', `${service} ${operation}`);
      if (!throttle || service !== 'dynamodb') return false;
      if (throttle.operations && !throttle.operations.includes(operation)) return false;
      calls += 1;
      if (calls % throttle.every !== 0) return false;
      happened.throttle += 1;
      return true;
    },
    breaks(service, operation) {
      if (performance.now() < deniedUntil) {
        happened.deny += 1;
        return 'deny';
      }
      const subject = `${service} ${operation}`;
      return happens('silent', subject) ? 'silent' : happens('close', subject) ? 'close' : null;
    },
    draw: (subject) => chance.draw(subject),
    get slowMs() {
      return active.engine_slow_ms ?? 0;
    },
    get indexDelayMs() {
      return active.index_delay_ms ?? 0;
    },
    get proxied() {
      const { throttle, close, silent, deny_ms, engine_slow_ms, index_delay_ms } = active;
      return [throttle, close, silent, deny_ms, engine_slow_ms, index_delay_ms].some(Boolean);
    },
  };
}
