/** A programme beside TextIt: compared, opt-outs carried both ways, switched, and taken back. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, openClient } from '../../support/api/client.ts';
import { openStandIn, type StandIn } from '../../support/imports/stand-in.ts';
import type { Service } from '../../support/service.ts';
import { joinJourney } from '../stage.ts';

const IMPORT = join(import.meta.dirname, '../../../scripts/import.ts');
const folder = mkdtempSync(join(tmpdir(), 'dormouse-beside-'));
let service: Service;
let here: Client;
let textit: StandIn;

const uuidOf = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const person = (n: number, more: object = {}) => ({
  ...{ uuid: uuidOf(n), name: `Person ${n}`, language: 'eng', status: 'active', urns: [`tel:+25078840000${n}`] },
  ...{ groups: [{ name: 'Farmers' }], fields: { age: '40' }, flow: null, last_seen_on: '2026-01-02T00:00:00Z' },
  ...{ created_on: '2025-01-01T00:00:00Z', modified_on: '2026-01-01T00:00:00Z', ...more },
});

beforeAll(async () => {
  service = await joinJourney();
  here = openClient(service, service.token);
  textit = await openStandIn();
  textit.fields.push({ key: 'age', name: 'Age', type: 'number' });
  textit.groups.push({ name: 'Farmers', query: null }, { name: 'Open Tickets', query: 'tickets > 0', system: true });
  for (let n = 1; n <= 6; n++) textit.contacts.push(person(n));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await textit?.close();
  await service?.stop();
});

interface Said {
  readonly ok: boolean;
  readonly out: string;
}

const move = (...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], PORT: new URL(service.url).port, DATA_DIR: folder };
    const from = ['--host', textit.host, '--token', 'theirs', '--to-token', service.token];
    execFile(process.execPath, [IMPORT, ...from, ...args], { env }, (error, out, said) =>
      resolve({ ok: error === null, out: out + said }),
    );
  });

const there = (n: number) => textit.contacts.find(({ uuid }) => uuid === uuidOf(n));
const change = (n: number, values: object) =>
  Object.assign(there(n) ?? {}, values, { modified_on: new Date().toISOString() });
const differences = () => {
  const last =
    readdirSync(join(folder, 'compared'))
      .filter((name) => name.endsWith('.csv'))
      .sort()
      .at(-1) ?? '';
  return readFileSync(join(folder, 'compared', last), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
};
const bring = () => move('textit', '--run', '--refusals', 'none');

it('brings people, and compares them: nobody differs', async () => {
  expect(await bring()).toMatchObject({ ok: true });
  const compared = await move('compare');
  expect(compared.out).toContain('there: active 6\nhere: active 6\ndifferences: none\n');
  expect(compared).toMatchObject({ ok: true, out: expect.stringContaining('Ready: whoever is there is here') });
});

it('names each difference, opt-outs first, and fails for them', async () => {
  change(1, { status: 'stopped', groups: [] });
  await here.post('contact_actions.json', { contacts: [uuidOf(2)], action: 'set_status', status: 'stopped' });
  await here.post('contact_actions.json', { contacts: [uuidOf(3)], action: 'block' });
  // An archived person has opted out all the same.
  await here.post('contact_actions.json', { contacts: [uuidOf(4)], action: 'set_status', status: 'stopped' });
  await here.post('contact_actions.json', { contacts: [uuidOf(4)], action: 'set_status', status: 'archived' });
  change(5, { name: '=Renamed', fields: { age: '41' } });
  textit.contacts.push(person(7, { status: 'blocked', modified_on: new Date().toISOString() }));
  const { ok, out } = await move('compare');
  expect(ok).toBe(false);
  expect(out).toContain('1 want no messages there and are not');
  expect(out).toContain('3 want no messages here and are not');
  const lines = differences();
  const optOuts = lines.findLastIndex((line) => line.includes(',status,'));
  expect(new Set(lines.slice(0, optOuts + 1).map((line) => line[35]))).toEqual(new Set(['1', '2', '3', '4']));
  expect(lines).toContain(`${uuidOf(5)},tel:+250788400005,name,'=Renamed,Person 5`);
  expect(lines).toContain(`${uuidOf(5)},tel:+250788400005,fields.age,41,40`);
  expect(lines).toContain(`${uuidOf(7)},tel:+250788400007,contact,blocked,absent`);
});

it('an opt-out of either side wins, and TextIt may leave nobody out without a word', async () => {
  await bring();
  const statuses = (await here.all('contacts.json')).map(({ uuid, status }) => [Number(uuid.slice(-1)), status]).sort();
  expect(statuses).toEqual([
    [1, 'stopped'],
    [2, 'stopped'],
    [3, 'blocked'],
    [4, 'archived'],
    [5, 'active'],
    [6, 'active'],
    [7, 'blocked'],
  ]);
  const asked = await move('return', '--opt-outs');
  expect(asked.out).toContain('To be blocked there: 3\n');
  expect([2, 3, 4].map((n) => there(n)?.['status'])).toEqual(['active', 'active', 'active']);
  const { sheets } = await readXlsx(readFileSync(join(folder, 'compared/statuses-1.xlsx')));
  expect(sheets[0]?.rows).toEqual([
    ['UUID', 'Status'],
    [uuidOf(2), 'stopped'],
    [uuidOf(3), 'blocked'],
    [uuidOf(4), 'stopped'],
  ]);
  textit.busy.add(uuidOf(2));
  expect(await move('return', '--opt-outs', '--run')).toMatchObject({
    ok: false,
    out: expect.stringContaining(uuidOf(2)),
  });
  expect(await move('return', '--opt-outs', '--run')).toMatchObject({ ok: true });
  expect([2, 3, 4].map((n) => there(n)?.['status'])).toEqual(['blocked', 'blocked', 'blocked']);
});

it('a switch waits for a channel here, and the way back brings what has changed since', async () => {
  await bring();
  expect(await move('switch')).toMatchObject({ ok: false, out: expect.stringContaining('NOT READY: messages come') });
  await here.post('channels.json', { kind: 'json', name: 'Ours' });
  const { ok, out } = await move('switch');
  expect(ok).toBe(true);
  const since = /--since (\S+)/.exec(out)?.[1] ?? '';

  await here.post('groups.json', { name: 'New' });
  await here.post('fields.json', { name: 'Town', type: 'text' });
  const changed = { name: 'Later', groups: ['New'], fields: { town: 'Kigali', age: null } };
  await here.post(`contacts.json?uuid=${uuidOf(5)}`, changed);
  await here.post('contacts.json', { name: 'Late', urns: ['tel:+250788400009'], groups: ['Farmers'] });
  await here.post('contact_actions.json', { contacts: [uuidOf(6)], action: 'set_status', status: 'stopped' });
  const before = JSON.stringify(textit.contacts);
  expect((await move('return', '--since', since)).out).toContain('To be written there: 2 people');
  expect(JSON.stringify(textit.contacts)).toBe(before);
  const back = await move('return', '--since', since, '--run');
  expect(back).toMatchObject({ ok: true });
  expect(there(5)).toMatchObject({ name: 'Later', groups: [{ name: 'New' }], fields: { town: 'Kigali', age: null } });
  expect(there(6)).toMatchObject({ status: 'blocked' });
  expect(textit.contacts.at(-1)).toMatchObject({ name: 'Late', urns: ['tel:+250788400009'] });
});

it('writes nobody who changed there too, or was deleted there, and finds no strangers by hidden addresses', async () => {
  const since = new Date(Date.now() - 5).toISOString();
  textit.deleted.push({ uuid: uuidOf(1) });
  textit.contacts.splice(0, 1);
  change(5, { name: 'Theirs', urns: ['tel:********'] });
  textit.contacts.push(person(8, { urns: ['tel:********'], modified_on: new Date().toISOString() }));
  for (const n of [1, 5]) await here.post(`contacts.json?uuid=${uuidOf(n)}`, { name: 'Ours' });
  textit.written.splice(0);
  const { ok, out } = await move('return', '--since', since, '--run');
  expect({ ok, out }).toMatchObject({ ok: true, out: expect.stringContaining(`changed on both sides: ${uuidOf(5)}`) });
  expect(textit.written).toEqual([]);
  expect((await move('compare')).out).toContain('1 were deleted there and are still here');
  expect(differences().filter((line) => line.includes(',urns,'))).toEqual([]);
  expect(differences()).toContain(`${uuidOf(8)},,contact,active,absent`);
});

it('says in one sentence that a token, a host or a workspace is the wrong one', async () => {
  const wrong = async (...args: string[]) => (await move('compare', ...args)).out.trimEnd().split('\n').at(-1);
  expect(await wrong('--token', 'x')).toMatch(/Invalid token.* Give the token of an administrator/);
  expect(await wrong('--host', 'http://127.0.0.1:9')).toMatch(/No service at .*check the address of --host/);
  expect(await wrong('--host', service.url, '--token', service.token)).toMatch(/Both tokens are of the same workspace/);
  const other = await openStandIn();
  other.contacts.push(person(1, { uuid: randomUUID(), urns: [] }));
  expect(await wrong('--host', other.host)).toMatch(/have no contact in common/);
  await other.close();
});
