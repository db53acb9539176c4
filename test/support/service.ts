import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, type ApiAnswer, call, openApi } from './api/api.ts';
import { WAIT_LIMIT_MS } from './wait-limit.ts';

/** The whole service on this machine, in a process of its own. */
export interface Service {
  readonly url: string;
  readonly token: string;
  /**
   * Calls the API as the first administrator, or with another token; the path begins with `/`, or names an endpoint.
   * Throws for an answer that differs from the OpenAPI document.
   */
  readonly api: Api;
  /** Calls a local control endpoint: `local('POST', 'schedules/flag-dormant/run')`. */
  local(method: string, path: string, body?: unknown): Promise<ApiAnswer>;
  /** Waits until queues and streams are drained and no function runs; fails after `seconds`. */
  idle(seconds?: number): Promise<void>;
  /** All that the runner has written to stderr so far. */
  readonly log: readonly string[];
  /** The runner's process. */
  readonly pid: number;
  /** Stops it, as Ctrl-C does or by another signal; returns its exit code, null when the signal killed it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Seconds of one request for rest: `fetch` waits for the head of an answer no longer than 300. */
const LONGEST_ASK = 120;

export interface ServiceOptions {
  /** Data stays between two starts when given; without it they are lost at the end. */
  readonly dataDir?: string;
  /** Variables of the runner; undefined removes one that it would inherit. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The folder of a copy of this repository: it runs as `npm run dev`, and is ready when its files are watched. */
  readonly dev?: string;
}

const ROOT = join(import.meta.dirname, '../..');

/**
 * Resolves with the URL and token of the ready line, when a line begins with `word`; rejects with the runner's output
 * when it ends before.
 */
function untilReady(
  child: ChildProcess,
  word: 'ready' | 'console',
  log: readonly string[],
): Promise<{ url: string; token: string }> {
  let [url, token] = ['', ''];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Not ready after ${WAIT_LIMIT_MS} ms`)), WAIT_LIMIT_MS);
    child.once('exit', () => reject(new Error(`The local runner ended: ${log.join('\n')}`)));
    if (!child.stdout) throw new Error('The runner has no stdout');
    createInterface(child.stdout).on('line', (line) => {
      [, url = url, token = token] = /^ready (\S+) token (\S+)$/.exec(line) ?? [];
      if (!line.startsWith(`${word} `)) return;
      clearTimeout(timer);
      resolve({ url, token });
    });
  });
}

/** The variables that the runner gets from this process: where programs are, and what journeys share. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, HOME, ASSEMBLY, PERMISSIONS_LOG, AS_AWS } = process.env;
  return {
    PATH,
    HOME,
    ...(ASSEMBLY && { ASSEMBLY }),
    ...(PERMISSIONS_LOG && { PERMISSIONS_LOG }),
    ...(AS_AWS && { AS_AWS }),
  };
}

/** Starts the local runner on a free port with a data directory of its own. */
export async function startService({ dataDir = ':memory:', env = {}, dev }: ServiceOptions = {}): Promise<Service> {
  const program = join(dev ?? ROOT, 'infra/local/main.ts');
  const child = spawn(process.execPath, dev === undefined ? [program] : [program, '--dev'], {
    env: { ...inherited(), PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log: string[] = [];
  if (!child.stderr) throw new Error('The runner has no stderr');
  createInterface(child.stderr).on('line', (line) => log.push(line));
  const exited = once(child, 'exit');
  const { url, token } = await untilReady(child, dev === undefined ? 'ready' : 'console', log).catch(
    (error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    },
  );
  // As after a deployment: its first calls are denied until its permissions have arrived.
  if (process.env['AS_AWS'] === 'on') while (!(await fetch(`${url}/health`)).ok) await sleep(100);
  const local: Service['local'] = (method, path, body) => call({ url }, `${url}/_local/${path}`, { method, body });
  return {
    url,
    token,
    log,
    local,
    pid: child.pid ?? 0,
    api: openApi({ url }, token),
    async idle(seconds = WAIT_LIMIT_MS / 1_000) {
      let left = seconds;
      for (; left > 0; left -= LONGEST_ASK) {
        const { status } = await local('GET', `idle?timeout=${Math.min(left, LONGEST_ASK)}`);
        // Where lists lag, they catch up after that.
        if (status === 200) return process.env['AS_AWS'] === 'on' ? sleep(500) : undefined;
      }
      throw new Error(`Not idle after ${seconds} s`);
    },
    async stop(signal = 'SIGINT') {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}
