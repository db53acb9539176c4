/**
 * A campaign from its beginning to its end, on the whole service here: people come from a file, a flow archives them,
 * half are restored, the rest is deleted for good. The results are kept in `campaigns.json`, which
 * `test/infra/campaign.test.ts` reads.
 *
 *   npm run bench -- campaign --sizes 3000,30000,300000
 */
import { loadavg } from 'node:os';
import { verifyLedger } from '../../shared/data/erasures/index.ts';
import { checkService } from '../../test/support/checker/service.ts';
import { openServiceData } from '../../test/support/workspaces.ts';
import { readTable } from '../support/import-run.ts';
import { FLOW, LOCAL } from '../support/running.ts';
import { type Campaign, keepCampaign, readCampaigns, type Stage } from './kept.ts';
import { type KillableService, type Measures, startKillable } from './killable.ts';
import { csvOf, nameOf, numbersOf, outcomeOf, type People, peopleOf, sampleOf, urnOf } from './people.ts';

/** The runner is killed when so much of the archiving and of the deletion is done. */
const KILLED_AT = 0.4;
/** In smaller ones, the slices that are done again after a kill would be a good part of all that is measured. */
const KILLED_FROM = 5_000;
/** A checker reads all tables into memory. */
const CHECKED_TO = 30_000;

export async function measureCampaigns(sizes: readonly number[]): Promise<readonly Campaign[]> {
  Object.assign(process.env, LOCAL);
  for (const contacts of sizes) {
    const service = await startKillable();
    try {
      await keepCampaign(await play(service, peopleOf(contacts)));
    } finally {
      await service.stop();
    }
  }
  return readCampaigns();
}

async function play(service: KillableService, people: People): Promise<Campaign> {
  const { contacts } = people;
  const load = Number((loadavg()[0] ?? 0).toFixed(1));
  const expected = numbersOf(people);
  const killedAt = contacts >= KILLED_FROM ? KILLED_AT : null;
  const stages: Stage[] = [];
  const stage = async (what: string, about: number, act: () => Promise<void>): Promise<void> => {
    stages.push(await measured(service, what, about, act));
    console.error(JSON.stringify(stages.at(-1)));
  };
  await prepare(service);
  await stage('import', contacts, () => importAll(service, contacts));
  await stage('opt-outs before', people.before.size, () => sayStop(service, people.before));
  const before = await exported(service, stage, expected.archived);
  await stage('archive by a flow', expected.archived, () => archive(service, expected.archived, killedAt));
  await stage('opt-outs in the archive', people.during.size, () => sayStop(service, people.during));
  const half = { type: 'set_status', status: 'active', selection: { query: 'status = archived AND half = first' } };
  await stage('restore half', expected.restored, () => runPreviewed(service, half, expected.restored, null));
  const rest = { type: 'delete', selection: { folder: 'archived' } };
  await stage('delete the rest', expected.deleted, () => runPreviewed(service, rest, expected.deleted, killedAt));
  const after = await exported(service, stage, expected.active);
  // The runner that made the link was killed; the next one has another port.
  const { pathname, search } = new URL(before.url);
  if ((await fetch(new URL(pathname + search, service.service.url))).status !== 410)
    throw new Error('The file of people who were deleted is still there');
  requireSame('the second file', after.names, namesWho(people, 'sendable'));
  const ledger = await sealedLedger(service);
  const sendable = await askSendable(service, people);
  if (contacts <= CHECKED_TO) await checkService(service.service, { except: ['stale rosters'] });
  return {
    ...{ contacts, date: new Date().toISOString().slice(0, 10), load, kills: service.kills, stages },
    ...{ exported: { before: before.names.size, after: after.names.size }, deleted: expected.deleted },
    ...{ ledger, sendable },
  };
}

type StageOf = (what: string, about: number, act: () => Promise<void>) => Promise<void>;

/** Seconds until everything has followed, and what that took for each contact. */
async function measured(
  service: KillableService,
  what: string,
  contacts: number,
  act: () => Promise<void>,
): Promise<Stage> {
  await service.settle();
  await service.taken();
  const [kills, begun] = [service.kills, performance.now()];
  await act();
  await service.settle();
  const seconds = (performance.now() - begun) / 1_000;
  const { writeUnits, readUnits, residentMegabytes, heapMegabytes }: Measures = await service.taken();
  return {
    ...{ what, contacts, kills: service.kills - kills, seconds: Number(seconds.toFixed(1)) },
    writeUnits: Number((writeUnits / contacts).toFixed(3)),
    readUnits: Number((readUnits / contacts).toFixed(3)),
    ...{ residentMegabytes: Math.round(residentMegabytes), heapMegabytes: Math.round(heapMegabytes) },
  };
}

async function prepare({ api }: KillableService): Promise<void> {
  await api('POST', 'settings.json', { api_rates: { v2: 1_000_000, 'v2.contacts': 1_000_000 } });
  await api('POST', 'flows.json', FLOW);
}

async function importAll(service: KillableService, contacts: number): Promise<void> {
  const { uuid } = await readTable({ service }, csvOf(contacts));
  const { job } = (await service.api('GET', `imports.json?uuid=${uuid}`)).body.results[0];
  await run(service, job.uuid, { token: job.token, total: job.total }, null);
}

/** One after the other, as a gateway brings them. */
async function sayStop({ api }: KillableService, who: ReadonlySet<number>): Promise<void> {
  for (const n of who) {
    const body = { type: 'stop_contact', urn: urnOf(n), external_id: `stop-${n}` };
    const { status, body: answer } = await api('POST', 'events.json', body);
    if (status >= 300) throw new Error(`${urnOf(n)} could not opt out: ${status} ${JSON.stringify(answer)}`);
  }
}

async function archive(service: KillableService, contacts: number, killedAt: number | null): Promise<void> {
  const { body: groups } = await service.api('GET', 'groups.json?name=Campaign');
  const started = { flow: FLOW.uuid, groups: [groups.results[0].uuid] };
  const { uuid } = (await service.api('POST', 'flow_starts.json', started)).body;
  const { changed } = await untilJob(service, uuid, 'completed', killedAt);
  requireNumber('the flow archived', changed, contacts);
}

async function runPreviewed(
  service: KillableService,
  body: object,
  contacts: number,
  killedAt: number | null,
): Promise<void> {
  const { uuid } = (await service.api('POST', 'jobs.json', { ...body, preview: true })).body;
  const job = await untilJob(service, uuid, 'ready', null);
  requireNumber('the preview chose', job.total, contacts);
  const { changed } = await run(service, uuid, job, killedAt);
  requireNumber('the job changed', changed, contacts);
}

async function run(
  service: KillableService,
  uuid: string,
  { token, total }: { readonly token: string; readonly total: number },
  killedAt: number | null,
): Promise<Found> {
  await service.api('POST', `jobs.json?uuid=${uuid}`, { action: 'run', token, count: total });
  return untilJob(service, uuid, 'completed', killedAt);
}

type Found = Awaited<ReturnType<KillableService['api']>>['body'];

const POLL_MS = 200;

/** Looks at a job until it has this status, and kills the runner once when so much of it is done. */
async function untilJob(service: KillableService, uuid: string, wanted: string, killedAt: number | null) {
  for (let alive = killedAt !== null; ; ) {
    const [job]: Found[] = (await service.api('GET', `jobs.json?uuid=${uuid}`)).body.results;
    if (job.status === wanted) return job;
    if (['failed', 'interrupted'].includes(job.status)) throw new Error(`It failed: ${JSON.stringify(job)}`);
    if (alive && job.total !== null && job.progress.done >= (killedAt ?? 1) * job.total) {
      await service.kill();
      alive = false;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** An export of all active people, as one more stage; the names that are in its file. */
async function exported(service: KillableService, stage: StageOf, active: number) {
  let url = '';
  await stage('export', active, async () => {
    const body = { type: 'export', format: 'csv', selection: { folder: 'active' }, columns: ['name', 'urn:tel'] };
    const { uuid } = (await service.api('POST', 'jobs.json', body)).body;
    ({
      file: { url },
    } = await untilJob(service, uuid, 'completed', null));
  });
  const lines = (await (await fetch(url)).text()).trim().split('\n').slice(1);
  const names = new Set(lines.map((line) => line.split(',')[0] ?? ''));
  if (names.size !== lines.length) throw new Error(`A file has ${lines.length} rows of ${names.size} people`);
  requireNumber('the file has', names.size, active);
  return { url, names };
}

const namesWho = (people: People, outcome: string): ReadonlySet<string> =>
  new Set(
    Array.from({ length: people.contacts }, (_, n) => n)
      .filter((n) => outcomeOf(people, n) === outcome)
      .map(nameOf),
  );

/** Seals the ledger, and verifies it. */
async function sealedLedger(service: KillableService): Promise<Campaign['ledger']> {
  await service.local('POST', 'schedules/seal-ledgers/run');
  const workspace = (await service.api('GET', 'workspace.json')).body.uuid;
  const data = await openServiceData(service.service);
  const { erasures, entries, unsealed, seals, problems } = await verifyLedger(data, workspace);
  if (problems.length > 0) throw new Error(`The ledger is wrong: ${problems.slice(0, 3).join('; ')}`);
  return { erasures, entries, unsealed, seals };
}

/** Asks whether people may be sent messages, and compares with what must have become of them. */
async function askSendable({ api }: KillableService, people: People): Promise<Campaign['sendable']> {
  const sample = sampleOf(people);
  const { results } = (await api('POST', 'sendable.json', { urns: sample.map(urnOf) })).body;
  const outcomes: Record<string, number> = {};
  const wrong: string[] = [];
  for (const [index, n] of sample.entries()) {
    const { outcome } = results[index];
    const right = outcomeOf(people, n);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (outcome !== right) wrong.push(`person ${n} is ${outcome} and must be ${right}`);
  }
  if (wrong.length > 0) console.error(wrong.slice(0, 10).join('\n'));
  return { asked: sample.length, wrong: wrong.length, outcomes };
}

function requireNumber(what: string, found: number, expected: number): void {
  if (found !== expected) throw new Error(`${what} ${found} people; it must be ${expected}`);
}

function requireSame(what: string, found: ReadonlySet<string>, expected: ReadonlySet<string>): void {
  const different = [...found, ...expected].filter((name) => !found.has(name) || !expected.has(name));
  if (different.length > 0) throw new Error(`${what}: ${different.slice(0, 5).join(', ')} differ`);
}
