/**
 * Searches by a snapshot (ADR 007): files on this machine's disk, 1 % of the contacts changed today and merged into
 * segments of changes, 300 of them since. Tables answer from memory, so the time of DynamoDB and HTTP is not in it.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snapshot } from '../../shared/data/snapshots/index.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import { facetCounter } from '../../shared/domain/search/facets.ts';
import { readSearch, type Search } from '../../shared/domain/search/search.ts';
import { parseSort } from '../../shared/domain/search/sort.ts';
import type { Files } from '../../shared/messages/files.ts';
import { chooseFromSnapshot, searchSnapshot, tallySnapshot } from '../../shared/services/snapshots/answer.ts';
import { forget } from '../../shared/services/snapshots/cache.ts';
import { filesIn } from './files.ts';
import { sourceInParts } from './parts.ts';
import { ASSETS, NOW, WORKSPACE } from './people.ts';
import { type ColdAndWarm, FACETS, type Measured, PAGE, QUERIES, ROUNDS, searchReport, type Time } from './report.ts';
import { sourceOf, writeSnapshot } from './stage.ts';

const timed = async (ask: () => Promise<object>): Promise<Time> => (await timedWith(ask))[0];

async function timedWith<Found extends object>(ask: () => Promise<Found>): Promise<readonly [Time, Found]> {
  const begun = performance.now();
  const before = process.cpuUsage();
  const found = await ask();
  const { user, system } = process.cpuUsage(before);
  const time = { processor: (user + system) / 1_000, clock: performance.now() - begun };
  if ('problem' in found) throw new Error(`${found.problem}`);
  return [time, found];
}

/** @param kept - where files are left for another run, and taken from if they are there; else they are removed */
export async function measureSearch(sizes: readonly number[], kept?: string): Promise<string> {
  const measured: Measured[] = [];
  for (const size of sizes) {
    const folder = kept ? join(kept, `${size}`) : mkdtempSync(join(tmpdir(), 'dormouse-search-'));
    measured.push(await measureSize(size, folder));
    if (!kept) rmSync(folder, { recursive: true });
  }
  return searchReport(measured);
}

async function measureSize(contacts: number, folder: string): Promise<Measured> {
  const files = filesIn(folder);
  const { snapshot, makes } = await snapshotIn(folder, files, contacts);
  const bytes = snapshot.segments.reduce((sum, { file }) => sum + sizeOf(folder, file), 0);
  const cold = await timesOf(files, snapshot, true);
  const parts = await slowestParts(files, snapshot);
  forget();
  await timesOf(files, snapshot, false);
  const warm: (readonly Time[])[] = [];
  for (let round = 0; round < ROUNDS; round++) warm.push(await timesOf(files, snapshot, false));
  const memory = process.memoryUsage().rss / 2 ** 20;
  const choosing = await coldAndWarm((query) => choose(files, snapshot, query));
  const facets = await coldAndWarm((query) => count(files, snapshot, query));
  return {
    contacts,
    megabytes: bytes / 1e6,
    makes,
    cold,
    parts,
    warm,
    choosing,
    facets,
    memory,
    load: loadavg()[0] ?? 0,
  };
}

async function snapshotIn(folder: string, files: Files, contacts: number) {
  const item = join(folder, 'snapshot.json');
  if (existsSync(item)) return { snapshot: JSON.parse(readFileSync(item, 'utf8')) as Snapshot, makes: null };
  const begun = performance.now();
  const snapshot = await writeSnapshot(files, contacts);
  writeFileSync(item, JSON.stringify(snapshot));
  return { snapshot, makes: (performance.now() - begun) / 1_000 };
}

const sizeOf = (folder: string, file: string): number => statSync(join(folder, 'snapshots', WORKSPACE, file)).size;

async function timesOf(files: Files, snapshot: Snapshot, isCold: boolean): Promise<Time[]> {
  const source = sourceOf(files, snapshot);
  const times: Time[] = [];
  for (const [query, by] of QUERIES) {
    if (isCold) forget();
    const time = await timed(() => {
      const search = searchFor(query);
      const sort = by === '' ? null : parseSort(by, ASSETS);
      const part = { from: null, back: false, limit: PAGE };
      return searchSnapshot(source, WORKSPACE, snapshot, { search, sort }, part);
    });
    times.push(time);
  }
  return times;
}

/** Of each search, the slowest of its parts; none where one function reads all. */
async function slowestParts(files: Files, snapshot: Snapshot): Promise<ColdAndWarm> {
  const slowest: { cold: Time[]; warm: Time[] } = { cold: [], warm: [] };
  for (const [query, by] of QUERIES) {
    const { source, times } = sourceInParts(files, snapshot, timedWith);
    const search = searchFor(query);
    const sort = by === '' ? null : parseSort(by, ASSETS);
    if (snapshot.segments.reduce((sum, { rows }) => sum + rows, 0) <= source.parts.from) return slowest;
    const part = { from: null, back: false, limit: PAGE };
    await timedWith(() => searchSnapshot(source, WORKSPACE, snapshot, { search, sort }, part));
    slowest.cold.push(slowestOf(times.map(({ cold }) => cold)));
    slowest.warm.push(slowestOf(times.map(({ warm }) => warm)));
  }
  return slowest;
}

function slowestOf(times: readonly Time[]): Time {
  const [slowest] = times.toSorted((a, b) => b.processor - a.processor);
  if (slowest === undefined) throw new Error('The snapshot was not read in parts');
  return slowest;
}

async function coldAndWarm(ask: (query: string) => Promise<object>): Promise<ColdAndWarm> {
  const cold: Time[] = [];
  const warm: Time[] = [];
  for (const [query] of QUERIES.slice(0, 10)) {
    forget();
    cold.push(await timed(() => ask(query)));
    warm.push(await timed(() => ask(query)));
  }
  return { cold, warm };
}

function searchFor(query: string): Search {
  const read = readSearch(query, null, ASSETS, NOW);
  if (!read.ok) throw new Error(`${query}: ${read.error.message}`);
  return read.search;
}

async function choose(files: Files, snapshot: Snapshot, query: string) {
  const changed = await sourceOf(files, snapshot).readChanged(async () => []);
  const source = { files, listChanged: async () => [...(changed ?? []).keys()] as ContactId[] };
  return chooseFromSnapshot(source, WORKSPACE, snapshot, searchFor(query), {
    after: null,
    shard: undefined,
    limit: 10_000,
  });
}

async function count(files: Files, snapshot: Snapshot, query: string) {
  const counters = FACETS.flatMap((key) => facetCounter(key, ASSETS, NOW) ?? []);
  const columns = counters.flatMap((one) => one.columns);
  const search = searchFor(query);
  return tallySnapshot(
    sourceOf(files, snapshot),
    WORKSPACE,
    snapshot,
    { search, columns },
    {
      one(row) {
        for (const one of counters) one.add(row);
      },
      rows(marked) {
        for (const one of counters) one.addRows(marked);
      },
    },
  );
}
