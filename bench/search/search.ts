/**
 * Searches by a snapshot (ADR 007): files on this machine's disk, 1 % of the contacts changed today and merged into
 * segments of changes, 300 of them since. Tables answer from memory, so the time of DynamoDB and HTTP is not in it.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
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
import { table, whole } from '../support/table.ts';
import { filesIn } from './files.ts';
import { ASSETS, NOW, WORKSPACE } from './people.ts';
import { QUERIES } from './queries.ts';
import { sourceOf, TAIL, writeSnapshot } from './stage.ts';

/** Contacts of a page, as the console asks for. */
const PAGE = 50;
const ROUNDS = 3;
/** As the console asks for. */
const FACETS = ['group', 'language', 'last_seen_on', 'fields.gender', 'fields.crop', 'fields.district'];
/** A unit of reading, in dollars (us-east-1), and a second of 3 GB on arm64. */
const UNIT = 0.125 / 1_000_000;
const SECOND = 3 * 0.0000133334;

interface Measured {
  readonly contacts: number;
  readonly megabytes: number;
  readonly makes: number;
  /** Milliseconds of processor time of each search, the first with an empty memory. */
  readonly cold: readonly number[];
  readonly warm: readonly number[];
  /** Of choosing up to 10,000 contacts for a job, and of counting facets: with nothing in memory, or all. */
  readonly choosing: ColdAndWarm;
  readonly facets: ColdAndWarm;
  readonly memory: number;
  readonly load: number;
}

/** Milliseconds of processor time, which other work on the machine does not lengthen much. */
const now = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

interface ColdAndWarm {
  readonly cold: readonly number[];
  readonly warm: readonly number[];
}

export async function measureSearch(sizes: readonly number[]): Promise<string> {
  const measured: Measured[] = [];
  for (const size of sizes) measured.push(await measureSize(size));
  return report(measured);
}

async function measureSize(contacts: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-search-'));
  try {
    const files = filesIn(folder);
    const begun = performance.now();
    const snapshot = await writeSnapshot(files, contacts);
    const makes = performance.now() - begun;
    const bytes = snapshot.segments.reduce((sum, { file }) => sum + sizeOf(folder, file), 0);
    const cold = await timesOf(files, snapshot, true);
    forget();
    const warm: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const times = await timesOf(files, snapshot, false);
      if (round > 0) warm.push(...times);
    }
    const choosing = await coldAndWarm((query) => choose(files, snapshot, query));
    const facets = await coldAndWarm((query) => count(files, snapshot, query));
    const memory = process.memoryUsage().rss / 2 ** 20;
    return { contacts, megabytes: bytes / 1e6, makes, cold, warm, choosing, facets, memory, load: loadavg()[0] ?? 0 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const sizeOf = (folder: string, file: string): number => statSync(join(folder, 'snapshots', WORKSPACE, file)).size;

async function timesOf(files: Files, snapshot: Snapshot, isCold: boolean): Promise<number[]> {
  const source = sourceOf(files, snapshot);
  const times: number[] = [];
  for (const [query, by] of QUERIES) {
    if (isCold) forget();
    const begun = now();
    const search = searchFor(query);
    const sort = by === '' ? null : parseSort(by, ASSETS);
    const part = { from: null, back: false, limit: PAGE };
    const found = await searchSnapshot(source, WORKSPACE, snapshot, { search, sort }, part);
    times.push(now() - begun);
    if ('problem' in found) throw new Error(`${query}: ${found.problem}`);
  }
  return times;
}

async function coldAndWarm(ask: (query: string) => Promise<object>): Promise<ColdAndWarm> {
  const [cold, warm]: [number[], number[]] = [[], []];
  for (const [query] of QUERIES.slice(0, 10))
    for (const times of [cold, warm]) {
      if (times === cold) forget();
      const begun = now();
      const found = await ask(query);
      times.push(now() - begun);
      if ('problem' in found) throw new Error(`${query}: ${found.problem}`);
    }
  return { cold, warm };
}

function searchFor(query: string): Search {
  const read = readSearch(query, null, ASSETS, NOW);
  if (!read.ok) throw new Error(`${query}: ${read.error.message}`);
  return read.search;
}

async function choose(files: Files, snapshot: Snapshot, query: string) {
  const changed = await sourceOf(files, snapshot).readChanged();
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

const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

/** Read units of a search: settings, counts, the snapshot's item, the index, the changes and the page. */
const UNITS = 2 + 6 + 1 + 8 + TAIL * 0.525 + PAGE * 0.5;

const dollars = (sum: number): string => `$${sum.toPrecision(2)}`;

const OTHERS = ['choosing 10,000, cold', 'choosing, warm', 'facets, cold', 'facets, warm'];

function report(measured: readonly Measured[]): string {
  const rows = measured.map(({ contacts, megabytes, makes, cold, warm, choosing, facets, memory, load }) => [
    whole(contacts),
    ...[quantile(warm, 0.5), quantile(warm, 0.99), quantile(cold, 0.5), Math.max(...cold)].map(
      (ms) => `${whole(ms)} ms`,
    ),
    dollars(UNITS * UNIT + (quantile(warm, 0.5) / 1_000) * SECOND),
    `${whole(Math.ceil(contacts / 3_800))} requests, ${whole(contacts * 0.525)} units, ${dollars(contacts * 0.525 * UNIT)}`,
    `${whole(megabytes)} MB in ${whole(makes / 1_000)} s`,
    ...[choosing, facets].flatMap((of) => [of.cold, of.warm].map((times) => `${whole(Math.max(...times))} ms`)),
    `${whole(memory)} MB`,
    load.toFixed(1),
  ]);
  const head = ['contacts', 'warm, median', 'warm, p99', 'cold, median', 'cold, slowest', 'a search'];
  return [
    '## Search by a snapshot',
    `${QUERIES.length} searches (\`bench/search/queries.ts\`) for the exact total and the first ${PAGE}: 12 fields, 40 groups, 1 % changed today, ${TAIL} of them since. Warm: ${ROUNDS} rounds after a first. Cold: each with nothing in memory. Tables answer from memory. Milliseconds of processor time, of all threads. Choosing contacts for a job, and counting ${FACETS.length} facets, of ten of the queries: the slowest. ${whole(UNITS)} read units a search.`,
    table([[...head, 'reading all contacts', 'files', ...OTHERS, 'memory', 'load'], ...rows]),
  ].join('\n\n');
}
