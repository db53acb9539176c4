import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { openStandIn } from '../../support/imports/stand-in.ts';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';
import { openStage, type RunningStage, startJourney } from '../stage.ts';

/** A file goes in by its form, is read, and becomes people, although functions die while they do it. */

const PEOPLE = 600;

let stage: RunningStage;
let client: Client;
beforeAll(async () => {
  stage = await openStage(await startJourney({ env: { WEBHOOKS_TO_LOOPBACK: 'on' } }));
  client = await stage.open();
  await prepare(client);
});
afterAll(() => stage?.service.stop());

const csv = (): string =>
  [
    'Phone,Name,Home town,Group:Farmers,Opted out',
    ...Array.from(
      { length: PEOPLE },
      (_, n) => `0788${String(n).padStart(6, '0')},Person ${n},Huye,yes,${n % 100 === 0 ? 'yes' : ''}`,
    ),
  ].join('\n');

async function send(
  { url, fields }: { url: string; fields: Record<string, string> },
  content: string,
): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([content]), 'people.csv');
  return (await fetch(url, { method: 'POST', body: form })).status;
}

/** The answer, asked for again while the function that answers dies. */
const insist = <Answer>(ask: () => Promise<Answer>) => vi.waitFor(ask, { timeout: WAIT_LIMIT_MS, interval: 200 });

/** What answers, once it has come to a status. */
const until = (status: string, get: () => Promise<{ status: string }>) =>
  vi.waitFor(async () => expect(await get()).toMatchObject({ status }), { timeout: WAIT_LIMIT_MS, interval: 500 });

it('imports each row once, whatever dies meanwhile', async () => {
  const refusals = { 'Opted out': 'opt_out' };
  const { uuid, uploads } = await client.post('imports.json', { name: 'Move', files: [{ name: 'people.csv' }] });
  expect(await send(uploads[0], csv())).toBe(204);
  await stage.service.local('POST', 'faults', { seed: 1, kill: 0.1, duplicate: 0.3 });
  const shown = async () => (await client.get(`imports.json?uuid=${uuid}`)).results[0];
  await insist(() => client.post(`imports.json?uuid=${uuid}`, { action: 'preview', refusals }));
  await until('ready', async () => (await shown()).job);
  const ready = await insist(shown);
  expect(ready.preview).toMatchObject({
    created: PEOPLE,
    invalid: 0,
    opt_outs: { given: 6 },
    new_groups: ['Farmers'],
  });
  const done = async () => (await client.get(`jobs.json?uuid=${ready.job.uuid}`)).results[0];
  const run = { action: 'run', token: ready.job.token, count: PEOPLE };
  await insist(async () => {
    // What it was answered by who died then, it may have done.
    await client.post(`jobs.json?uuid=${ready.job.uuid}`, run).catch(() => undefined);
    expect((await done()).status).not.toBe('ready');
  });
  await until('completed', done);
  expect(await insist(done)).toMatchObject({ total: PEOPLE, changed: PEOPLE, failed: {} });
  await insist(() => client.post(`import_reports.json?import=${uuid}`, {}));
  const reported = async () => (await client.get(`import_reports.json?import=${uuid}`)).results[0];
  await until('made', reported);
  await stage.service.local('POST', 'faults', {});
  await stage.service.idle();
  expect(await contactOf(client, 'tel:+250788000007')).toMatchObject({
    name: 'Person 7',
    fields: { home_town: 'Huye' },
  });
  expect(await client.get('counts.json')).toMatchObject({ folders: { active: PEOPLE - 6, stopped: 6 } });
  const report = await (await fetch((await reported()).file.url)).text();
  const [, ...lines] = report.trimEnd().split('\r\n');
  expect(lines.map((line) => line.split(',').slice(1, 3))).toEqual(
    Array.from({ length: PEOPLE }, (_, n) => [String(n + 2), 'created']),
  );
});

it('answers while files are read, and says why one cannot be', async () => {
  const { uuid, uploads } = await client.post('imports.json', { name: 'A picture', files: [{ name: 'people.csv' }] });
  expect(await send(uploads[0], '\u0000\u0001PNG\u0000')).toBe(204);
  await client.post(`imports.json?uuid=${uuid}`, { action: 'preview', refusals: 'none' });
  const shown = async () => (await client.get(`imports.json?uuid=${uuid}`)).results[0];
  let polled = await shown();
  while (polled.job.status === 'pending') polled = await shown();
  expect(polled).toMatchObject({
    job: { status: 'failed' },
    preview: null,
    problem: expect.stringContaining('people'),
  });
});

it('exports each of them once, whatever dies meanwhile', async () => {
  await stage.service.local('POST', 'faults', { seed: 2, kill: 0.1, duplicate: 0.3 });
  const asked = { type: 'export', format: 'csv', columns: ['urns', 'name', 'status', 'groups'] };
  const { uuid } = await insist(() => client.post('jobs.json', { ...asked, selection: { groups: ['Farmers'] } }));
  const job = async () => (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
  await until('completed', job);
  await stage.service.local('POST', 'faults', {});
  const { total, unchanged, file } = await job();
  expect({ total, unchanged, rows: file.rows }).toEqual({ total: PEOPLE - 6, unchanged: PEOPLE - 6, rows: PEOPLE - 6 });
  const answer = await fetch(file.url);
  expect(answer.headers.get('content-disposition')).toContain(file.name);
  const lines = (await answer.text()).trimEnd().split('\r\n').slice(1);
  expect(new Set(lines).size).toBe(PEOPLE - 6);
  // The last cell says when the row was read.
  expect(lines.some((line) => line.startsWith('tel:+250788000007,Person 7,active,Farmers,'))).toBe(true);
});

it('pulls from TextIt page by page, whatever dies meanwhile', async () => {
  const textit = await openStandIn();
  const person = (n: number) => ({ uuid: `00000000-0000-4000-8000-00000000000${n}`, urns: [`tel:+25078990000${n}`] });
  for (const n of [1, 2, 3]) textit.contacts.push({ ...person(n), modified_on: '2026-01-01T00:00:00Z' });
  await stage.service.local('POST', 'faults', { kill: { function: 'imports-pull', invocation: 2, times: 2 } });
  const { uuid } = await client.post('imports.json', {
    name: 'From TextIt',
    textit: { host: textit.host, token: 'theirs' },
    refusals: 'none',
  });
  const shown = async () => (await client.get(`imports.json?uuid=${uuid}`)).results[0];
  await until('ready', async () => (await shown()).job ?? {});
  await stage.service.local('POST', 'faults', {});
  expect(await shown()).toMatchObject({ pull: { status: 'done', pulled: 3 }, preview: { created: 3, invalid: 0 } });
  await textit.close();
});

it('says of each file that it is gone, two days later', async () => {
  const DAYS_LATER = new Date(Date.now() + 2 * 86_400_000).toISOString();
  const [move] = (await client.get('imports.json')).results.filter(({ name }: { name: string }) => name === 'Move');
  const exported = (await client.all('jobs.json')).find(({ type }) => type === 'export');
  const { url } = (await client.get(`jobs.json?uuid=${exported?.uuid}`)).results[0].file;
  expect((await stage.service.local('POST', 'clock', { now: DAYS_LATER })).status).toBe(200);
  const imports = (await client.get('imports.json')).results;
  expect(imports.map(({ name, problem }: { name: string; problem: string | null }) => [name, problem])).toEqual([
    ['From TextIt', null],
    ['A picture', 'Its files cannot be imported.'],
    ['Move', null],
  ]);
  expect((await client.get(`imports.json?uuid=${move.uuid}`)).results[0]).toMatchObject({ preview: null });
  const gone = { status: 400, body: { detail: expect.stringContaining('gone') } };
  expect(await client.ask('GET', `import_refusals.json?import=${move.uuid}`)).toMatchObject(gone);
  expect(await client.ask('POST', `import_reports.json?import=${move.uuid}`, {})).toMatchObject(gone);
  expect((await fetch(url)).status).toBe(410);
  // Whoever repeats it learns that the files are gone.
  await client.post(`imports.json?uuid=${move.uuid}`, { action: 'preview', refusals: 'none' });
  const shown = async () => (await client.get(`imports.json?uuid=${move.uuid}`)).results[0];
  await until('failed', async () => (await shown()).job);
  expect((await shown()).problem).toContain('people.csv');
  await stage.service.local('POST', 'clock', { now: null });
});
