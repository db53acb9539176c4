/**
 * Runs each job to its end on the whole service here, and keeps what it took in `runs.json`, which
 * `test/infra/model.test.ts` compares with the model.
 *
 *   npm run bench -- whole --sizes 3000,30000,300000 [--kinds import,export,archive,delete]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { readTable, runToEnd, until } from '../support/import-run.ts';
import { csvOf, peopleFrom } from '../support/people.ts';
import { populate } from '../support/population.ts';
import { type Running, startRunning } from '../support/running.ts';

/** A job over so many contacts. */
export interface Run {
  readonly what: string;
  readonly contacts: number;
  readonly date: string;
  /** Processes that wanted a processor in the minute before; null: not noted, on a full machine. */
  readonly load: number | null;
  /** Until its contacts are frozen, from there until it is completed, and until everything has followed. */
  readonly seconds: { readonly selection: number; readonly work: number; readonly settled: number };
  /** Of all functions, the stream's among them, a contact. */
  readonly writeUnits: number;
  readonly readUnits: number;
}

const RUNS = join(import.meta.dirname, 'runs.json');

export const readRuns = async (): Promise<readonly Run[]> => JSON.parse(await readFile(RUNS, 'utf8'));

/** Measures each size in a service of its own; the results replace earlier ones of the same job and size. */
export async function measureRuns(sizes: readonly number[], kinds: readonly string[]): Promise<readonly Run[]> {
  for (const contacts of sizes) {
    const running = await startRunning();
    try {
      for await (const run of runsOf(running, contacts, kinds)) await keep(run);
    } finally {
      await running.service.stop();
    }
  }
  return readRuns();
}

/** Stored at once, so that what a long measurement has found outlives it. */
async function keep(run: Run): Promise<void> {
  const others = (await readRuns()).filter(({ what, contacts }) => what !== run.what || contacts !== run.contacts);
  const all = [...others, run].sort((a, b) => a.what.localeCompare(b.what) || a.contacts - b.contacts);
  await writeFile(RUNS, `${JSON.stringify(all, null, 2)}\n`);
  console.error(JSON.stringify(run));
}

const FEW = 100;

/** First small jobs warm everything up, and leave nobody in the archive. The others are about one group of people. */
async function* runsOf(running: Running, contacts: number, kinds: readonly string[]): AsyncGenerator<Run> {
  await running.archive(await populate(running.data, running.workspace, FEW));
  await previewed(running, FEW);
  const group = await populate(running.data, running.workspace, contacts);
  const acts: Readonly<Record<string, () => Promise<Taken>>> = {
    import: async () => {
      const { uuid, read } = await readTable(running, csvOf(peopleFrom(0, contacts)));
      return { selection: read, work: await runToEnd(running, uuid) };
    },
    export: () => jobOf(running, { type: 'export', format: 'csv', selection: { groups: [group] } }),
    archive: async () => {
      const { seconds, uuid } = await running.archive(group);
      const selection = await secondsToStart(running, uuid);
      return { selection, work: seconds - selection };
    },
    delete: () => previewed(running, contacts),
  };
  for (const [what, act] of Object.entries(acts))
    if (kinds.includes(what)) yield measured(running, what, contacts, act);
}

type Taken = Pick<Run['seconds'], 'selection' | 'work'>;

/** Units and seconds of a job and of all that follows from it; `act` says how long its selection and its work took. */
async function measured({ service }: Running, what: string, contacts: number, act: () => Promise<Taken>): Promise<Run> {
  await service.idle(600);
  await service.local('POST', 'capacity/reset');
  const load = round(loadavg()[0] ?? 0);
  const begun = performance.now();
  const { selection, work } = await act();
  await settle(service);
  const settled = (performance.now() - begun) / 1000;
  const { functions } = (await service.local('GET', 'capacity')).body;
  const units = Object.values(functions as Record<string, { read_units: number; write_units: number }>);
  const each = (of: 'read_units' | 'write_units'): number =>
    Number((units.reduce((sum, one) => sum + one[of], 0) / contacts).toFixed(3));
  return {
    what,
    contacts,
    date: new Date().toISOString().slice(0, 10),
    load,
    seconds: { selection: round(selection), work: round(work), settled: round(settled) },
    writeUnits: each('write_units'),
    readUnits: each('read_units'),
  };
}

const round = (seconds: number): number => Number(seconds.toFixed(1));

/** Large runs need more than one wait until the stream has followed. */
async function settle(service: Running['service']): Promise<void> {
  for (let tries = 0; tries < 20; tries++)
    try {
      return await service.idle(600);
    } catch {}
  throw new Error('The service does not come to rest');
}

/** A job without a preview: until it is frozen, and from there until it is completed. */
async function jobOf(running: Running, body: object): Promise<Taken> {
  const begun = performance.now();
  const { uuid } = (await running.service.api('POST', 'jobs.json', body)).body;
  await until(running.service, `jobs.json?uuid=${uuid}`, ({ status }) => status, 'completed');
  const all = (performance.now() - begun) / 1000;
  const selection = await secondsToStart(running, uuid);
  return { selection, work: all - selection };
}

/** By the times of the job itself. */
async function secondsToStart({ service }: Running, uuid: string): Promise<number> {
  const [job] = (await service.api('GET', `jobs.json?uuid=${uuid}`)).body.results;
  return (Date.parse(job.started_on) - Date.parse(job.created_on)) / 1000;
}

/** A deletion of the archive with its preview. */
async function previewed({ service }: Running, contacts: number): Promise<Taken> {
  const asked = { type: 'delete', selection: { folder: 'archived' }, preview: true };
  const begun = performance.now();
  const { uuid } = (await service.api('POST', 'jobs.json', asked)).body;
  const job = await until(service, `jobs.json?uuid=${uuid}`, ({ status }) => status, 'ready');
  const selection = (performance.now() - begun) / 1000;
  if (job.total < contacts) throw new Error(`Only ${job.total} are in the archive`);
  await service.api('POST', `jobs.json?uuid=${uuid}`, { action: 'run', token: job.token, count: job.total });
  await until(service, `jobs.json?uuid=${uuid}`, ({ status }) => status, 'completed');
  return { selection, work: (performance.now() - begun) / 1000 - selection };
}
