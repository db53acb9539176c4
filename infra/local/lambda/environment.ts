import { Worker } from 'node:worker_threads';
import { COMPILED } from '../compile-cache.ts';
import type { Access } from '../iam/is-allowed.ts';
import {
  type FunctionError,
  functionError,
  type InvokeMessage,
  type WorkerData,
  type WorkerMessage,
} from './protocol.ts';

export type Outcome =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly error: FunctionError };

interface EnvironmentOptions extends Omit<WorkerData, 'compiled'> {
  readonly variables: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly onOutput: (text: string) => void;
  readonly onUse: (access: Access) => void;
}

/** An execution environment of a function: a worker thread that keeps the bundle's state between invocations. */
export interface Environment {
  /** Settles when the bundle is loaded, which does not count towards a timeout. Never rejects. */
  readonly ready: Promise<void>;
  /** Runs one invocation at a time. Never rejects. */
  invoke(message: InvokeMessage): Promise<Outcome>;
  /** Ends it at once; a running invocation fails with `reason`. */
  end(reason: FunctionError): Promise<void>;
  /** False once the thread has ended, for whatever reason. */
  readonly alive: boolean;
}

const EXITED: FunctionError = { errorType: 'Runtime.ExitError', errorMessage: 'The function ended its process.' };

export function startEnvironment(options: EnvironmentOptions): Environment {
  const { variables, memoryMb, onOutput, onUse, ...given } = options;
  const worker = new Worker(new URL('./thread.js', import.meta.url), {
    // The thread's name in `top -H` and in the bench.
    name: given.name,
    env: { ...variables },
    execArgv: [],
    workerData: { ...given, compiled: COMPILED } satisfies WorkerData,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  const ready = Promise.withResolvers<void>();
  let alive = true;
  let settle: ((outcome: Outcome) => void) | null = null;
  let reason = EXITED;
  const finish = (outcome: Outcome) => {
    settle?.(outcome);
    settle = null;
  };
  worker.on('message', (message: WorkerMessage) => {
    if ('output' in message && message.output !== '') onOutput(message.output);
    if (message.type === 'ready') ready.resolve();
    else if (message.type === 'used') onUse(message.access);
    else if (message.type === 'result') finish({ ok: true, json: message.json });
    else if (message.type === 'error') finish({ ok: false, error: message.error });
  });
  worker.on('error', (error) => {
    alive = false;
    finish({ ok: false, error: functionError(error) });
  });
  worker.on('exit', () => {
    alive = false;
    ready.resolve();
    finish({ ok: false, error: reason });
  });
  return {
    ready: ready.promise,
    invoke: (message) =>
      new Promise((resolve) => {
        if (!alive) return resolve({ ok: false, error: reason });
        settle = resolve;
        worker.postMessage(message);
      }),
    async end(why) {
      reason = why;
      alive = false;
      await worker.terminate();
    },
    get alive() {
      return alive;
    },
  };
}
