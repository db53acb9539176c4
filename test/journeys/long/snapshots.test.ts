/**
 * Bases are made while people are imported, changed and archived, with faults, delays and kills. When all is
 * calm, random searches find whom a whole export has, row by row: totals, members, sorts both ways, and pages back.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { injectFaults } from '../../soak/inject-faults.ts';
import { CALM, type Ground, openGround } from '../../soak/killable-service.ts';
import { type Ask, insist, openAsk } from '../../soak/requests.ts';
import type { ApiAnswer } from '../../support/api/api.ts';
import { atNight } from '../../support/night.ts';
import { type Random, randomOf } from '../../support/random.ts';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';
import { type Exported, evaluated, randomQuery, SORTS, sorted } from './snapshot-queries.ts';

type Body = ApiAnswer['body'];

const PEOPLE = Number(process.env['PEOPLE'] ?? atNight(20_000, { byDay: 3_000 }));
const QUERIES = Number(process.env['QUERIES'] ?? atNight(100, { byDay: 60 }));
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
/** Far beyond what a busy machine needs. */
const PATIENCE_MS = 20 * WAIT_LIMIT_MS;

let ground: Ground;
let ask: Ask;
beforeAll(async () => {
  // With its own context few people are searched by a snapshot, which is read in parts.
  vi.stubEnv('ASSEMBLY', '');
  ground = await openGround(SEED);
  vi.unstubAllEnvs();
  ask = openAsk(ground, (await ground.newWorkspace()).token);
});
afterAll(async () => {
  await ground?.stop();
  expect((await ground?.log())?.filter((line) => line.includes('has not the people'))).toEqual([]);
});

/** The answer, asked for until a function lives long enough for it. */
async function sure(method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await insist(ask, 60, method, path, body);
  if (answer.is === 'done') return answer.body;
  throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

async function until<Found>(what: string, look: () => Promise<Found | null>): Promise<Found> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(500)) {
    const found = await look().catch(() => null);
    if (found !== null) return found;
  }
  throw new Error(`It did not come to this: ${what}`);
}

const jobOf = async (uuid: string): Promise<Body> => (await sure('GET', `jobs.json?uuid=${uuid}`)).results[0];
const completed = async (uuid: string): Promise<Body> => {
  const ended = (job: Body) => (['completed', 'failed', 'interrupted'].includes(job.status) ? job : null);
  const job = await until('a job has ended', async () => ended(await jobOf(uuid)));
  expect(job).toMatchObject({ status: 'completed', failed: {} });
  return job;
};

const COLUMNS = 'Phone,Name,Language,Field:age,Field:crop,Field:born,Group:Farmers,Group:Mothers';

/** Rows of people with few different values, so that many are equal, and many have none. */
function fileOf(random: Random, from: number, to: number): string {
  const row = (n: number) => [
    `+250788${String(n).padStart(6, '0')}`,
    random.pick(['', 'Ann', 'Bob Ann', 'Ünal', `Person ${n}`]),
    random.pick(['', 'eng', 'fra', 'kin']),
    random.pick(['', String(random.below(90)), `${random.below(40)}.5`, '-3', 'unknown']),
    random.pick(['', 'Maize', 'maize', 'Tea', 'Coffee beans']),
    random.pick(['', `20${10 + random.below(15)}-0${1 + random.below(9)}-1${random.below(10)}`]),
    random.pick(['', 'yes']),
    random.pick(['', '', 'yes']),
  ];
  return [COLUMNS, ...Array.from({ length: to - from }, (_, at) => row(from + at).join(','))].join('\n');
}

/** Sends a file and has it run; resolves with the job. */
async function importFile(name: string, content: string): Promise<string> {
  const { uuid, uploads } = await sure('POST', 'imports.json', { name, files: [{ name: 'people.csv' }] });
  await until('the file is sent', async () => {
    const form = new FormData();
    for (const [key, value] of Object.entries<string>(uploads[0].fields)) form.append(key, value);
    form.append('file', new Blob([content]), 'people.csv');
    const { status } = await fetch(uploads[0].url, { method: 'POST', body: form });
    return status === 204 ? true : null;
  });
  await sure('POST', `imports.json?uuid=${uuid}`, { action: 'preview', refusals: 'none' });
  const { job, preview } = await until('the import is ready', async () => {
    const shown = (await sure('GET', `imports.json?uuid=${uuid}`)).results[0];
    if (shown.job?.status === 'failed') throw new Error(JSON.stringify(shown));
    return shown.job?.status === 'ready' ? shown : null;
  });
  const count = preview.created + preview.updated;
  await until('the import runs', async () => {
    await ask('POST', `jobs.json?uuid=${job.uuid}`, { action: 'run', token: job.token, count: job.total ?? count });
    return (await jobOf(job.uuid)).status === 'ready' ? null : true;
  });
  return job.uuid;
}

const pathOf = (query: string, more: object = {}) =>
  `contacts.json?${new URLSearchParams({ query, page_size: '250', ...more } as Record<string, string>)}`;

/** Searches and changes people until the work is done. */
async function disturb(random: Random, isDone: () => boolean, met: Record<string, number>): Promise<void> {
  for (; !isDone(); await sleep(200)) {
    const { is, body } = await ask('GET', pathOf(randomQuery(random)));
    const said = is === 'done' ? (body.snapshot?.used ? 'used' : body.snapshot?.why) : null;
    if (said) met[said] = (met[said] ?? 0) + 1;
    const some = is === 'done' ? body.results.slice(0, 3).map(({ uuid }: Body) => uuid) : [];
    const status = random.pick(['archived', 'active', 'archived', 'blocked']);
    if (some.length > 0)
      await ask('POST', 'contact_actions.json', { action: 'set_status', status, contacts: some, reason: 'a test' });
    if (some.length > 0 && random.below(5) === 0) await ask('DELETE', `contacts.json?uuid=${some[0]}`);
  }
}

const WHOLE = ['uuid', 'name', 'language', 'status', 'created_on', 'field:Age', 'field:Crop', 'field:Born'].concat(
  ['Farmers', 'Mothers'].map((name) => `group:${name}`),
);

async function exported(): Promise<Exported[]> {
  const rows: Exported[] = [];
  for (const folder of ['active', 'archived', 'stopped', 'blocked']) {
    const selection = { folder };
    const { uuid } = await sure('POST', 'jobs.json', { type: 'export', format: 'jsonl', columns: WHOLE, selection });
    const { file } = await completed(uuid);
    if (!file) continue;
    const text = await (await fetch(file.url)).text();
    // The first line declares the fields.
    for (const line of text.trimEnd().split('\n').slice(1)) rows.push(JSON.parse(line));
  }
  return rows;
}

const uuidsOf = ({ results }: Body): string[] => results.map(({ uuid }: Body) => uuid);

/** All pages to the end, and back to the beginning. */
async function walked(path: string): Promise<{ first: Body; uuids: string[]; bySnapshot: boolean }> {
  const pages = [await sure('GET', path)];
  const restOf = (link: string) => link.split('/api/v2/')[1] ?? '';
  for (let page = pages[0]; page.next !== null; pages.push(page)) page = await sure('GET', restOf(page.next));
  const bySnapshot = pages.every(({ snapshot }) => snapshot?.used === true);
  for (let [at, back] = [pages.length - 2, pages.at(-1)]; bySnapshot && at >= 0; at--) {
    back = await sure('GET', restOf(back.previous));
    expect(uuidsOf(back)).toEqual(uuidsOf(pages[at]));
  }
  return { first: pages[0], uuids: pages.flatMap(uuidsOf), bySnapshot };
}

it(
  'random searches agree with a whole export, after bases were made during imports with faults and kills',
  async () => {
    const random = randomOf(SEED, 1);
    await sure('POST', 'settings.json', {
      ...{ country: 'RW', api_rates: { v2: 1_000_000, 'v2.contacts': 1_000_000 }, confirm_above: 1_000_000 },
    });
    for (const [name, type] of [
      ['Age', 'number'],
      ['Crop', 'text'],
      ['Born', 'datetime'],
    ])
      await sure('POST', 'fields.json', { name, type });
    for (const name of ['Farmers', 'Mothers']) await sure('POST', 'groups.json', { name });
    const met: Record<string, number> = {};
    /** A maker that was killed holds its lease for a while, and what differed is looked at again minutes later. */
    const untilUsed = async () => {
      await ground.setFaults(CALM);
      for (let round = 0; round < 8; round++) {
        await until('all is done', async () => (await ground.local('GET', 'idle?timeout=60')) ?? true);
        await ground.advance(400_000);
        const { snapshot } = await sure('GET', pathOf('age > 1'));
        if (snapshot?.used && snapshot.behind === 0) return;
      }
      throw new Error('No snapshot is used');
    };
    // Each has people of the one before again, with other values; faults begin with the second.
    const files = [0, 1, 2].map((part) => fileOf(random, (part * PEOPLE) / 4, (part * PEOPLE) / 4 + PEOPLE / 2));
    for (const [at, content] of files.entries()) {
      const job = await importFile(`File ${at}`, content);
      let share = 0;
      const trouble = { turns: 6, kills: ['runner', 'engine', 'runner'], again: false } as const;
      const done = completed(job).finally(() => (share = 1));
      const follow = async () => {
        for (; share < 1; await sleep(1_000)) {
          const { slices } = await jobOf(job).catch(() => ({ slices: null }));
          if (slices && share < 1) share = Math.min(0.99, slices.done / Math.max(1, slices.total));
        }
      };
      await Promise.all([
        at > 0 && injectFaults(ground, [SEED + at], trouble, () => share),
        disturb(randomOf(SEED, 2 + at), () => share === 1, met),
        follow(),
        done,
      ]);
      await untilUsed();
    }
    const faults = await ground.happened();
    const rows = await exported();
    const counts = (await sure('GET', 'counts.json')).folders;
    const all = Object.entries<number>(counts).filter(([folder]) => folder !== 'deleted' && folder !== 'dormant');
    expect(all.reduce((sum, [, count]) => sum + count, 0)).toBe(rows.length);
    const wrong: string[] = [];
    let [bySnapshot, found] = [0, 0];
    for (let n = 0; n < QUERIES; n++) {
      const query = randomQuery(random);
      const sort = random.pick(SORTS);
      const expected = sorted(evaluated(query, rows), sort);
      const { first, uuids, bySnapshot: used } = await walked(pathOf(query, sort === '' ? {} : { sort }));
      if (used) bySnapshot += 1;
      found += uuids.length;
      const total = first.total?.count;
      const same =
        sort === '' ? uuids.toSorted().join() === expected.toSorted().join() : uuids.join() === expected.join();
      if (!same || (used && (total !== expected.length || !first.total.exact)))
        wrong.push(`${query} by ${sort}: ${uuids.length} of ${expected.length}, total ${total}`);
    }
    console.info({ SEED, people: rows.length, QUERIES, bySnapshot, found, wrong: wrong.length, met, faults });
    expect({ SEED, wrong, bySnapshot }).toEqual({ SEED, wrong: [], bySnapshot: QUERIES });
  },
  PATIENCE_MS,
);
