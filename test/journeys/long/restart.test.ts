import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { populate } from '../../../bench/support/population.ts';
import { exactCounts } from '../../support/api/census.ts';
import { type Client, createPeople, jobOf, openClient } from '../../support/api/client.ts';
import { ARCHIVING_FLOW } from '../../support/api/flows.ts';
import { NIGHT } from '../../support/night.ts';
import type { Service } from '../../support/service.ts';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';
import { openProgramme, startJourney } from '../stage.ts';

/** Two slices. */
const PEOPLE = 550;
const OTHERS = 20;

let dataDir: string;
let service: Service;

/** @param token - of another workspace than the first */
const start = async (token?: string): Promise<Client> => {
  // What a kill leaves on a roster goes with the nightly audit.
  service = await startJourney({ dataDir, except: ['stale rosters'] });
  return openClient(service, token);
};

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dormouse-kept-'));
});

afterEach(async () => {
  await service.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Process {
  readonly pid: number;
  readonly parent: number;
}

/** Every process that runs on this machine, without those that have ended and are not yet collected (state Z). */
async function processes(): Promise<Process[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,state=']);
  const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  return lines
    .filter(([, , state]) => state !== undefined && !state.startsWith('Z'))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

/** The processes of a service: its own and those that it has started. */
const processesOf = async (pid: number): Promise<number[]> =>
  (await processes()).filter((one) => one.pid === pid || one.parent === pid).map((one) => one.pid);

const stillRunning = async (pids: readonly number[]): Promise<number[]> =>
  (await processes()).map(({ pid }) => pid).filter((pid) => pids.includes(pid));

interface Interrupted {
  /** Of the workspace. */
  readonly token: string;
  readonly start: string;
  readonly group: string;
}

/** A start of 550 contacts, one of whose workers has died in the middle of its slice. */
async function inTheMiddle(): Promise<Interrupted> {
  const { client, token, data, workspace } = await openProgramme(service);
  await client.post('flows.json', ARCHIVING_FLOW);
  const group = await populate(data, workspace, PEOPLE);
  await createPeople(client, OTHERS);
  await service.idle();
  // When they are tried again, they are held until the service is stopped.
  const [kill, hold] = [
    { function: 'jobs-work', after_ms: 150, times: 2 },
    { function: 'jobs-work', invocation: 3 },
  ];
  await service.local('POST', 'faults', { kill, hold });
  const { uuid } = await client.post('flow_starts.json', { flow: ARCHIVING_FLOW.uuid, groups: [group] });
  const died = async () => (await service.local('GET', 'faults')).body.happened.kill;
  await expect.poll(died, { timeout: WAIT_LIMIT_MS, interval: 20 }).toBeGreaterThan(0);
  return { token, start: uuid, group };
}

/** Checks that the start finishes by itself, that all data is there, and that every count is exact. */
async function expectToFinish(client: Client, { start: uuid, group }: Interrupted): Promise<void> {
  const status = async () => (await jobOf(client, uuid)).status;
  await expect.poll(status, { timeout: WAIT_LIMIT_MS, interval: 100 }).toBe('completed');
  await service.idle();
  expect(await jobOf(client, uuid)).toMatchObject({
    status: 'completed',
    total: PEOPLE,
    changed: PEOPLE,
    unchanged: 0,
    skipped: {},
    failed: {},
    slices: { total: 2, done: 2 },
  });
  const after = await exactCounts(client);
  expect(after.folders).toMatchObject({ active: OTHERS, archived: PEOPLE });
  expect(after.groups).toEqual({ [group]: 0 });
}

describe('A restart in the middle of a job', () => {
  it('after the process was killed keeps all data, and the job goes on at once', async () => {
    await start();
    const interrupted = await inTheMiddle();
    const { token } = service;
    const killed = await processesOf(service.pid);
    expect(await service.stop('SIGKILL')).toBeNull();

    const again = await start(interrupted.token);
    expect(service.token).toBe(token);
    expect(await stillRunning(killed)).toEqual([]);
    await expectToFinish(again, interrupted);
  });

  it.runIf(NIGHT)('after it was stopped keeps all data, and the job goes on at once', async () => {
    await start();
    const interrupted = await inTheMiddle();
    expect(await service.stop('SIGTERM')).toBe(0);
    await expectToFinish(await start(interrupted.token), interrupted);
  });
});
