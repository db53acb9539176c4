import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { keptAssembly } from '../../infra/local/assembly/assembly-cache.ts';
import type { ApiAnswer } from '../support/api/api.ts';
import type { Place } from '../support/checker/tables.ts';
import { type Service, startService } from '../support/service.ts';
import { openWorkspaces } from '../support/workspaces.ts';

/** What is killed with `kill -9`. */
export type Victim = 'runner' | 'engine';

/** The service that is played with. It is killed now and then, and comes back with all that it has stored. */
export interface Ground {
  /** Where it is; waits while it is down. */
  url(): Promise<string>;
  /** The answer of a local control endpoint; throws what is no success. */
  local(method: string, path: string, body?: unknown): Promise<ApiAnswer['body']>;
  /** Milliseconds since 1970, by the service's clock. */
  now(): number;
  /** Moves that clock ahead. */
  advance(ms: number): Promise<void>;
  /** Sets faults, which a runner that was killed gets again; `CALM` ends all. */
  setFaults(faults: object): Promise<void>;
  kill(victim: Victim): Promise<void>;
  /** How often each fault has happened, kills of the runner and the engine among them. */
  happened(): Promise<Readonly<Record<string, number>>>;
  newWorkspace(): Promise<{ token: string; workspace: string }>;
  place(): Promise<Place>;
  /** The key of hashes of addresses. */
  key(): string;
  /** What its functions have written, those that were killed included. */
  log(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

const MEMORY = '/dev/shm';
/** Within which a runner starts an engine that was killed, on a busy machine. */
const ENGINE_MS = 60_000;
const LOOK_MS = 50;
/** Contacts from which workspaces of the soak are searched by snapshots. */
const SNAPSHOTS_FROM = 50;
/** Contacts of them beyond which snapshots are read in parts, by functions that are killed and refused like all. */
const PARTS_FROM = 40;

/**
 * No fault: calls still go through the proxies, so that functions need not start again when faults begin and end.
 */
export const CALM = {
  ...{ kill: null, duplicate: null, delay_ms: null, engine_slow_ms: null, index_delay_ms: null },
  throttle: { every: 1_000_000_000 },
};

let assembly: Promise<string> | null = null;

/** The assembly that all runners share: each would look through all sources by itself. A given one stays as it is. */
function soakAssembly(): Promise<string> {
  const given = process.env['ASSEMBLY'];
  if (given) return Promise.resolve(given);
  process.env['CDK_CONTEXT_JSON'] = JSON.stringify({ snapshotsFrom: SNAPSHOTS_FROM, partsFrom: PARTS_FROM });
  return keptAssembly();
}

/** Environments of a function at a time, by the seed. Each start of one takes a quarter of a second of a processor. */
const ENVIRONMENTS = [2, 3, 4] as const;

export async function openGround(seed: number): Promise<Ground> {
  assembly ??= soakAssembly();
  const environments = ENVIRONMENTS[seed % ENVIRONMENTS.length];
  const env = { ASSEMBLY: await assembly, DORMOUSE_CONCURRENCY: String(environments) };
  const dataDir = mkdtempSync(join(process.platform === 'linux' ? MEMORY : tmpdir(), 'dormouse-soak-'));
  const start = () => startService({ dataDir, env });
  let running: Promise<Service> = start();
  let ahead = 0;
  let faults: object = CALM;
  const total: Record<string, number> = {};
  const old: string[] = [];

  const local: Ground['local'] = async (method, path, body) => {
    const { status, body: answer } = await (await running).local(method, path, body);
    if (status >= 300) throw new Error(`${method} /_local/${path} answered ${status}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const add = (some: Readonly<Record<string, number>>) => {
    for (const [fault, times] of Object.entries(some)) total[fault] = (total[fault] ?? 0) + times;
  };
  const now = () => Date.now() + ahead;
  const setClock = () => local('POST', 'clock', { now: new Date(now()).toISOString() });

  async function killRunner(): Promise<void> {
    const service = await running;
    const before = await local('GET', 'faults');
    running = service.stop('SIGKILL').then(start);
    old.push(...service.log);
    await running;
    add(before.happened);
    if (ahead > 0) await setClock();
    await local('POST', 'faults', faults);
  }

  await local('POST', 'faults', faults);
  return {
    url: async () => (await running).url,
    local,
    now,
    async advance(ms) {
      ahead += ms;
      await setClock();
    },
    async setFaults(given) {
      faults = given;
      await local('POST', 'faults', given);
    },
    async kill(victim) {
      if (victim === 'runner') await killRunner();
      else process.kill(await engineOf((await running).pid), 'SIGKILL');
      add({ [`kill -9 of the ${victim}`]: 1 });
    },
    async happened() {
      const { happened } = await local('GET', 'faults');
      const all = { ...total };
      for (const [fault, times] of Object.entries<number>(happened)) all[fault] = (all[fault] ?? 0) + times;
      return all;
    },
    newWorkspace: async () => (await openWorkspaces(await running))(),
    place: async () => (await local('GET', 'info')).dynamodb,
    key: () => Object.values<string>(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')))[0] ?? '',
    log: async () => [...old, ...(await running).log],
    async stop() {
      await (await running).stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The process of the engine that a runner has started. It waits for one that starts again after an earlier kill. */
async function engineOf(runner: number): Promise<number> {
  const until = Date.now() + ENGINE_MS;
  for (; Date.now() < until; await sleep(LOOK_MS)) {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
    for (const line of stdout.split('\n')) {
      const [pid, parent, command = ''] = line.trim().split(/\s+/);
      if (Number(parent) === runner && /dynoxide|java/.test(command)) return Number(pid);
    }
  }
  throw new Error(`The runner has had no engine for ${ENGINE_MS / 1_000} s.`);
}
