/** A service that can be killed and goes on with what it has stored. Its units and its memory are noted all along. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Api } from '../../test/support/api/api.ts';
import { type Service, startService } from '../../test/support/service.ts';

export interface Measures {
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Most megabytes at any look: of the process with all functions, and of the largest heap of a function. */
  readonly residentMegabytes: number;
  readonly heapMegabytes: number;
}

export interface KillableService {
  readonly api: Api;
  local: Service['local'];
  /** Waits until nothing is under way, for as long as it takes. */
  settle(): Promise<void>;
  /** `kill -9`, and a new start with the same data. */
  kill(): Promise<void>;
  readonly kills: number;
  /** What it took since the last call. Units of invocations that a kill ended are not known. */
  taken(): Promise<Measures>;
  readonly service: Service;
  stop(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;
const LOOK_MS = 1_000;
/** `fetch` gives up after 300 seconds without an answer. */
const WAIT_SECONDS = 120;

export async function startKillable(): Promise<KillableService> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dormouse-campaign-'));
  let service = await startService({ dataDir });
  let [units, most, kills] = [{ write: 0, read: 0 }, { resident: 0, heap: 0 }, 0];

  async function addUnits(): Promise<void> {
    const { total } = (await service.local('GET', 'capacity')).body;
    await service.local('POST', 'capacity/reset');
    units = { write: units.write + total.write_units, read: units.read + total.read_units };
  }
  async function look(): Promise<void> {
    const { resident, functions } = (await service.local('GET', 'memory')).body;
    const heap = Math.max(0, ...Object.values<number>(functions));
    most = { resident: Math.max(most.resident, resident), heap: Math.max(most.heap, heap) };
  }
  // A look at a service that was just killed fails.
  const looking = setInterval(() => void look().catch(() => undefined), LOOK_MS);

  return {
    api: (...request) => service.api(...request),
    local: (...request) => service.local(...request),
    get service() {
      return service;
    },
    get kills() {
      return kills;
    },
    async settle() {
      while ((await service.local('GET', `idle?timeout=${WAIT_SECONDS}`)).status !== 200);
    },
    async kill() {
      await addUnits();
      await service.stop('SIGKILL');
      service = await startService({ dataDir });
      kills += 1;
    },
    async taken() {
      await addUnits();
      await look();
      const measures = {
        ...{ writeUnits: units.write, readUnits: units.read },
        ...{ residentMegabytes: most.resident / MEGABYTE, heapMegabytes: most.heap / MEGABYTE },
      };
      [units, most] = [
        { write: 0, read: 0 },
        { resident: 0, heap: 0 },
      ];
      return measures;
    },
    async stop() {
      clearInterval(looking);
      await service.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
