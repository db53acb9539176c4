import { randomUUID } from 'node:crypto';
import type { FunctionSpec } from '../assembly/model.ts';
import type { Permissions } from '../iam/enforce.ts';
import type { Access } from '../iam/is-allowed.ts';
import { type Environment, type Outcome, startEnvironment } from './environment.ts';
import type { FunctionError } from './protocol.ts';

/** What every function shares. */
export interface Host {
  readonly clockOffset: SharedArrayBuffer;
  /** A function's environment variables, read at each cold start. */
  readonly variables: (spec: FunctionSpec) => Readonly<Record<string, string>>;
  /** Most environments of one function at a time. */
  readonly concurrency: number;
  /** How many of a function that answers requests work at a time while each invocation is quick. */
  readonly quickly: number;
  readonly onOutput: (functionName: string, text: string) => void;
  readonly permissions: (functionName: string) => Permissions;
  /** Where batches for DynamoDB go instead; null: to the engine. */
  readonly batchesPort: number | null;
  /** Whether a function answers requests. */
  readonly answers: (functionName: string) => boolean;
  readonly onUse: (functionName: string, access: Access) => void;
  readonly onError: (functionName: string, error: FunctionError) => void;
  /** Milliseconds until a fault kills the starting invocation; null for none. `usualMs`: the last one's time. */
  readonly killAfter: (functionName: string, usualMs: number) => number | null;
  /** Resolves when the invocation may start, since a fault can hold it. */
  readonly untilFree: (functionName: string) => Promise<void>;
  /** Where the function's bundle is now. Asked before each invocation. */
  readonly directoryOf: (spec: FunctionSpec) => Promise<string> | string;
  /** Whether a fault lets Lambda refuse the starting invocation. */
  readonly refuses: (functionName: string) => boolean;
}

export interface LocalFunction {
  readonly name: string;
  readonly arn: string;
  readonly concurrency: number;
  /** Runs one invocation of an event (JSON) in an idle or new environment, or the next free one. Never rejects. */
  invoke(json: string): Promise<Outcome>;
  readonly pending: number;
  /** Invocations ever started. */
  readonly started: number;
  /** Ends the environments that have been idle for `idleMs`. */
  reap(idleMs: number): void;
  /** Later invocations get new environments; running ones finish first. */
  recycle(): void;
  stop(): Promise<void>;
}

interface Idle {
  readonly environment: Environment;
  readonly since: number;
}

const STOPPED: FunctionError = { errorType: 'Local.Stopped', errorMessage: 'The local runner stops.' };
/** Lambda's answer to too many invocations. */
export const REFUSED: FunctionError = { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' };

/** Lambda's limits: an event of 6 MB, and 100 bytes more of a result. */
export const EVENT_BYTES = 6_291_456;
const RESULT_BYTES = EVENT_BYTES + 100;

const TOO_LARGE: FunctionError = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${RESULT_BYTES} bytes).`,
};

/** The caller's result: an error for one that is too large, although the function has done its work. */
const sent = (outcome: Outcome): Outcome =>
  outcome.ok && Buffer.byteLength(outcome.json) > RESULT_BYTES ? { ok: false, error: TOO_LARGE } : outcome;

/** Whether Lambda refused the invocation, so that the function did not run. */
export const isRefused = (outcome: Outcome): boolean => !outcome.ok && outcome.error === REFUSED;

/** An invocation that takes longer holds up no other: one more environment begins. */
const QUICK_MS = 100;

const KILLED: FunctionError = { errorType: 'Local.Killed', errorMessage: 'Killed by a fault.' };

export function createFunction(spec: FunctionSpec, host: Host): LocalFunction {
  const concurrency = Math.min(host.concurrency, spec.reservedConcurrency ?? host.concurrency);
  const running = new Set<Environment>();
  const slow = new Set<Environment>();
  const quickly = host.answers(spec.name) ? host.quickly : concurrency;
  const retired = new WeakSet<Environment>();
  let idle: Idle[] = [];
  let waiting: ((environment: Environment) => void)[] = [];
  let { directory } = spec;
  let pending = 0;
  let started = 0;
  let usualMs = 50;

  const start = (): Environment =>
    startEnvironment({
      name: spec.name,
      directory,
      handler: spec.handler,
      memoryMb: spec.memoryMb,
      clockOffset: host.clockOffset,
      variables: host.variables({ ...spec, directory }),
      onOutput: (text) => host.onOutput(spec.name, text),
      onUse: (access) => host.onUse(spec.name, access),
      permissions: host.permissions(spec.name),
      batchesPort: host.batchesPort,
      answers: host.answers(spec.name),
    });

  /** The last used environment that is alive. */
  function takeIdle(): Environment | undefined {
    idle = idle.filter(({ environment }) => environment.alive);
    return idle.pop()?.environment;
  }

  function acquire(): Promise<Environment> {
    const { promise, resolve } = Promise.withResolvers<Environment>();
    waiting.push(resolve);
    admit();
    return promise;
  }

  /** Quick invocations wait for each other: each further thread would compile the bundle and grow caches again. */
  function admit(): void {
    while (waiting.length > 0 && running.size < concurrency && running.size - slow.size < quickly) {
      const environment = takeIdle() ?? start();
      running.add(environment);
      waiting.shift()?.(environment);
    }
  }

  function becomeSlow(environment: Environment): void {
    slow.add(environment);
    admit();
  }

  function release(environment: Environment): void {
    running.delete(environment);
    slow.delete(environment);
    if (retired.has(environment)) void environment.end(STOPPED);
    if (environment.alive) idle.push({ environment, since: performance.now() });
    admit();
  }

  async function run(environment: Environment, json: string): Promise<Outcome> {
    await environment.ready;
    const late = setTimeout(() => becomeSlow(environment), QUICK_MS);
    await host.untilFree(spec.name);
    const timeoutMs = spec.timeoutSeconds * 1000;
    const timedOut: FunctionError = {
      errorType: 'Sandbox.Timedout',
      errorMessage: `Task timed out after ${spec.timeoutSeconds.toFixed(2)} seconds`,
    };
    const timeout = setTimeout(() => void environment.end(timedOut), timeoutMs);
    const killAfter = host.killAfter(spec.name, usualMs);
    const kill = killAfter === null ? undefined : setTimeout(() => void environment.end(KILLED), killAfter);
    const { name: functionName, arn: functionArn, memoryMb } = spec;
    const message = { requestId: randomUUID(), json, functionName, functionArn, memoryMb, timeoutMs };
    const begun = performance.now();
    const outcome = await environment.invoke(message);
    if (outcome.ok) usualMs = performance.now() - begun;
    for (const timer of [late, timeout, kill]) clearTimeout(timer);
    return outcome;
  }

  async function runBundle(current: string, json: string): Promise<Outcome> {
    if (current !== directory) recycle();
    directory = current;
    const environment = await acquire();
    started += 1;
    const outcome = sent(await run(environment, json));
    if (!outcome.ok) host.onError(spec.name, outcome.error);
    release(environment);
    return outcome;
  }

  function recycle(): void {
    for (const environment of running) retired.add(environment);
    reap(0);
  }

  function reap(idleMs: number): void {
    const before = performance.now() - idleMs;
    const ended = idle.filter(({ since }) => since <= before);
    idle = idle.filter(({ since }) => since > before);
    for (const { environment } of ended) void environment.end(STOPPED);
  }

  return {
    name: spec.name,
    arn: spec.arn,
    concurrency,
    async invoke(json) {
      if (host.refuses(spec.name)) return { ok: false, error: REFUSED };
      pending += 1;
      try {
        return await runBundle(await host.directoryOf(spec), json);
      } finally {
        pending -= 1;
      }
    },
    get pending() {
      return pending;
    },
    get started() {
      return started;
    },
    reap,
    recycle,
    async stop() {
      waiting = [];
      const all = [...running, ...idle.map(({ environment }) => environment)];
      idle = [];
      await Promise.all(all.map((environment) => environment.end(STOPPED)));
    },
  };
}
