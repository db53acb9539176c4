/** Whole requests of searches: over HTTP, on the whole service, with its tables in the engine and its files in S3. */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, startRunning } from '../support/running.ts';
import { oneDigit, table, whole } from '../support/table.ts';
import { QUERIES } from './queries.ts';
import { FACETS, median, most, PAGE, quantile, ROUNDS } from './report.ts';
import { accepted, fill, snapshotOf } from './requests-stage.ts';
import { TAIL } from './stage.ts';

export interface Requests {
  readonly contacts: number;
  /** Milliseconds by the clock: of the first of all, and of each search in several rounds after one. */
  readonly first: number;
  readonly warm: readonly number[];
  readonly facets: readonly number[];
  /** Of a preview of a job over contacts by a query, until it is done; and how many it chose. */
  readonly preview: number;
  readonly chosen: number;
  /** Read units a search, as the function reported them. */
  readonly units: number;
  /** Seconds until the snapshot was there. */
  readonly makes: number;
  readonly load: number;
}

/** The longest wait for what follows, which keeps the machine busy. */
const SETTLE_SECONDS = 10_800;
/** Some 10,000 of a million. */
const CHOSEN = 'village = "Village 12" OR age = 77';

export async function measureRequests(contacts: number): Promise<Requests> {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-requests-'));
  await fill(folder, contacts);
  const running = await startRunning({}, folder);
  try {
    await running.service.idle(SETTLE_SECONDS);
    const makes = await snapshotOf(running, contacts);
    return { ...{ contacts, makes }, ...(await measured(running)), load: loadavg()[0] ?? 0 };
  } finally {
    await running.service.stop();
    rmSync(folder, { recursive: true });
  }
}

async function measured(
  running: Running,
): Promise<Pick<Requests, 'first' | 'warm' | 'facets' | 'preview' | 'chosen' | 'units'>> {
  const { service } = running;
  const first = await search(running, 'age > 60', '');
  const all = async (): Promise<number[]> => {
    const times: number[] = [];
    for (const [query, sort] of QUERIES) times.push(await search(running, query, sort));
    return times;
  };
  await all();
  await accepted(service.local('POST', 'capacity/reset'));
  const warm: number[] = [];
  for (let round = 0; round < ROUNDS; round++) warm.push(...(await all()));
  const { body } = await service.local('GET', 'capacity');
  const units = body.total.read_units / warm.length;
  return { first, warm, units, facets: await facetsOf(running), ...(await previewOf(running)) };
}

/** Milliseconds; throws for an answer that is not by the snapshot. */
async function search({ service }: Running, query: string, sort: string): Promise<number> {
  const params = new URLSearchParams({ query, limit: `${PAGE}`, ...(sort && { sort }) });
  const begun = performance.now();
  const { body } = await accepted(service.api('GET', `contacts.json?${params}`));
  const ms = performance.now() - begun;
  if (!body.snapshot?.used) throw new Error(`${query}: ${JSON.stringify(body.snapshot)}`);
  return ms;
}

async function facetsOf({ service }: Running): Promise<number[]> {
  const times: number[] = [];
  for (const [query] of QUERIES) {
    const begun = performance.now();
    await accepted(service.api('GET', `facets.json?${new URLSearchParams({ query, by: FACETS.join(',') })}`));
    times.push(performance.now() - begun);
  }
  return times;
}

async function previewOf({ service }: Running): Promise<{ readonly preview: number; readonly chosen: number }> {
  const begun = performance.now();
  const job = { type: 'set_language', language: 'fra', preview: true, selection: { query: CHOSEN } };
  const { body } = await accepted(service.api('POST', 'jobs.json', job));
  for (;;) {
    const [found] = (await accepted(service.api('GET', `jobs.json?uuid=${body.uuid}`))).body.results;
    if (found.status === 'ready') return { preview: performance.now() - begun, chosen: found.total };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The section of `bench/RESULTS.md`. */
export const requestsTable = (measured: readonly Requests[]): string =>
  [
    '## Searches over HTTP',
    `\`npm run bench -- requests\`: the ${QUERIES.length} searches as whole requests, on the whole service with its engine, queues and files: milliseconds by the clock, warm, of ${ROUNDS} rounds after a first; 1 % changed today, ${TAIL} since. A preview is of a job over a query, until it is ready. Aims: the median 50 ms at 100,000 and 150 ms at a million, 99 of 100 in 600 ms, 300 read units; a preview of 10,000 in 10 s; facets in 500 ms.`,
    table([
      ['contacts', ...measured.map(({ contacts }) => whole(contacts))],
      ...ROWS.map(([name, of]) => [name, ...measured.map(of)]),
    ]),
  ].join('\n\n');

const ROWS: readonly (readonly [string, (measured: Requests) => string])[] = [
  ['warm, median', ({ warm }) => `${whole(median(warm))} ms`],
  ['warm, 99 of 100', ({ warm }) => `${whole(quantile(warm, 0.99))} ms`],
  ['the first of all', ({ first }) => `${whole(first)} ms`],
  ['read units a search', ({ units }) => whole(units)],
  ['facets, median', ({ facets }) => `${whole(median(facets))} ms`],
  ['facets, slowest', ({ facets }) => `${whole(most(facets))} ms`],
  ['a preview', ({ preview, chosen }) => `${whole(chosen)} contacts in ${oneDigit(preview / 1_000)} s`],
  ['the snapshot was made from the tables in', ({ makes }) => `${oneDigit(makes)} s`],
  ['load of the machine', ({ load }) => oneDigit(load)],
];
