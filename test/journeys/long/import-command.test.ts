/** `npm run import -- textit`, as an operator types it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createPeople, openClient } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import { openStandIn, type StandIn } from '../../support/imports/stand-in.ts';
import type { Service } from '../../support/service.ts';
import { openWorkspaces } from '../../support/workspaces.ts';
import { joinJourney } from '../stage.ts';

const IMPORT = join(import.meta.dirname, '../../../scripts/import.ts');
const checkout = mkdtempSync(join(tmpdir(), 'dormouse-move-'));
const data = mkdtempSync(join(tmpdir(), 'dormouse-data-'));
let service: Service;
let theirs: string;

beforeAll(async () => {
  service = await joinJourney();
  theirs = (await (await openWorkspaces(service))()).token;
});
afterAll(async () => {
  for (const folder of [checkout, data]) rmSync(folder, { recursive: true });
  await service?.stop();
});

/** Runs the command in a folder that stands for a checkout; returns what it prints. */
const command = (word: string, from: readonly string[], ...args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'], PORT: new URL(service.url).port, DATA_DIR: data };
    const all = [IMPORT, word, ...from, '--to-token', service.token, ...args];
    execFile(process.execPath, all, { cwd: checkout, env }, (error, out, said) =>
      error ? reject(new Error(out + said)) : resolve(out),
    );
  });
const fromTheirs = () => ['--host', service.url, '--token', theirs];
const move = (...args: string[]): Promise<string> => command('textit', fromTheirs(), ...args);

const namesHere = async (list: string): Promise<string[]> =>
  (await service.api('GET', list)).body.results.map(({ name }: { name: string }) => name).sort();

it('names what it would make before it makes it, asks about consent, and brings people by the pull of the service', async () => {
  const from = openClient(service, theirs);
  await from.post('fields.json', { name: 'Age', type: 'number' });
  await from.post('fields.json', { name: 'Consent', type: 'text' });
  for (const name of ['Farmers', 'Teachers']) await from.post('groups.json', { name });
  await from.post('groups.json', { name: 'Old', query: 'age > 60' });
  await from.post('flows.json', flowWith('Welcome', 7_000, [{ type: 'set_contact_language', language: 'kin' }]));
  await createPeople(from, 3);
  const [urn] = (await from.get('contacts.json')).results[0].urns;
  await from.post(`contacts.json?urn=${encodeURIComponent(urn)}`, { fields: { consent: 'No' }, groups: ['Farmers'] });
  const before = { flows: await namesHere('flows.json'), groups: await namesHere('groups.json') };

  const said = await move();
  expect(said).toContain('To be made: 2 of 2 fields: Age, Consent\n');
  expect(said).toContain('To be made: 1 of 1 flows: Welcome\n');
  expect(said).toContain('Nothing is made yet.');
  expect({ flows: await namesHere('flows.json'), groups: await namesHere('groups.json') }).toEqual(before);

  expect(await move('--make')).toContain('--refusals "fields.Consent=opt_in"');
  await expect(move('--run')).rejects.toThrow('First say who in these files wants no messages.');
  expect((await service.api('GET', 'contacts.json')).body.results).toEqual([]);
  expect(await namesHere('flows.json')).toContain('Welcome');
  const answer = ['--refusals', 'fields.Consent=opt_in'];
  const previewed = await move('--make', ...answer);
  expect(previewed).toContain('To be made: 0 of 1 flows');
  expect(previewed).toMatch(
    /3 contacts pulled[\s\S]+Groups to be made: Teachers, Farmers, Old[\s\S]+No contact is changed/,
  );
  expect((await service.api('GET', 'contacts.json')).body.results).toEqual([]);

  expect(await move('--run', ...answer)).toMatch(/3 rows: 3 to be created[\s\S]+completed: 3 of 3 changed/);
  expect((await service.api('GET', 'imports.json')).body.results).toHaveLength(1);
  expect(await namesHere('groups.json')).toEqual(expect.arrayContaining(['Farmers', 'Old', 'Teachers']));
  const there = (await service.api('GET', 'contacts.json')).body.results;
  expect(there).toHaveLength(3);
  expect(there.filter(({ status }: { status: string }) => status === 'stopped')).toMatchObject([{ urns: [urn] }]);
  // Within a minute, as clocks differ, they come once more.
  expect(await move('--run', ...answer)).toMatch(/Nobody has changed|3 rows: 0 to be created, 0 to be changed/);
  const compared = await command('compare', fromTheirs()).catch(String);
  expect(compared).toMatch(/there: active 3\nhere: active 2, stopped 1\n/);
  expect(compared).toContain('1 want no messages here and are not stopped or blocked there');
  expect(compared).toContain('Not ready to switch.');
  expect(readdirSync(checkout)).toEqual([]);
});

describe('beside TextIt, which answers as its documents say', () => {
  const modified = { modified_on: '2026-01-01T00:00:00Z', last_seen_on: null, created_on: '2025-01-01T00:00:00Z' };
  const contact = (n: number, more: object = {}) => ({
    uuid: `00000000-0000-4000-8000-00000000000${n}`,
    name: `Person ${n}`,
    language: null,
    status: 'active',
    urns: [`tel:+25078840000${n}?channel=1#shown`],
    groups: [],
    fields: { age: null },
    ...modified,
    ...more,
  });
  let textit: StandIn;
  let here: Client;
  const from = () => ['--host', textit.host, '--token', 'theirs'];
  const written = () => textit.written.splice(0);
  beforeAll(async () => {
    await service.stop();
    service = await joinJourney();
    here = openClient(service, service.token);
    textit = await openStandIn();
    textit.fields.push({ key: 'age', name: 'Age', type: 'number' });
    textit.groups.push({ name: 'Farmers', query: null, count: 0 }, { name: 'Old', query: 'age > 60', count: 0 });
    await here.post('fields.json', { name: 'Age', type: 'number' });
    for (const n of [1, 2, 3, 4])
      await here.post('contacts.json', { name: `Person ${n}`, urns: [`tel:+25078840000${n}`] });
    await here.post('contacts.json', { name: 'New', urns: ['tel:+250788400009'] });
    return () => textit.close();
  });
  const stop = (...urns: string[]) => here.post('contact_actions.json', { contacts: urns, action: 'block' });

  it('names who could be written to from here although they want no messages there, and fails', async () => {
    textit.contacts.push(contact(1), contact(2, { status: 'stopped' }), contact(3, { name: 'Other' }), contact(5));
    const { uuid } = (await here.get(`contacts.json?urn=${encodeURIComponent('tel:+250788400004')}`)).results[0];
    textit.deleted.push({ uuid });
    const said = await command('compare', from()).catch(String);
    expect(said).toContain('1 want no messages there and are not stopped or blocked here');
    expect(said).toContain('1 are there and not here');
    expect(said).toContain('1 were deleted there and are still here');
    expect(said).toContain('Not ready to switch.');
    const [, path = ''] = /is in (.+\.csv)/.exec(said) ?? [];
    const rows = readFileSync(path, 'utf8').split('\n');
    expect(rows).toEqual(
      expect.arrayContaining([
        'contact,address,property,there,here',
        `${contact(2).uuid},tel:+250788400002,status,stopped,active`,
        `${contact(3).uuid},tel:+250788400003,name,Other,Person 3`,
        `${contact(5).uuid},tel:+250788400005,contact,active,absent`,
      ]),
    );
    expect(rows).toHaveLength(7);
    expect(written()).toEqual([]);
  });

  it('takes opt-outs back first, shown before it is done', async () => {
    await stop('tel:+250788400001', 'tel:+250788400009');
    expect(await command('return', from(), '--opt-outs')).toMatch(/To be blocked there: 1\n[\s\S]+--run does it/);
    expect(written()).toEqual([]);
    textit.next.push(null, null, { status: 429, headers: { 'retry-after': '1' } });
    await command('return', from(), '--opt-outs', '--run');
    expect(written()).toEqual([['contact_actions.json', { contacts: [contact(1).uuid], action: 'block' }]]);
  });

  it('takes back who changed here and not there; who is new there and wants no messages is blocked at once', async () => {
    const since = '2026-06-01T00:00:00Z';
    textit.contacts.splice(2, 1, contact(3, { name: 'Other', modified_on: '2026-07-01T00:00:00Z' }));
    const urn = encodeURIComponent('tel:+250788400002');
    await here.post(`contacts.json?urn=${urn}`, { name: 'Moved', fields: { age: 7 } });
    // Two pages, and then the first of those who are written.
    textit.next.push(null, null, { status: 400, body: '{"detail": "not now"}' });
    const said = await command('return', from(), '--since', since, '--run').catch(String);
    expect(said).toContain('left as they are, since they changed on both sides: 1');
    expect(said).toContain('To be written there: 2 people');
    expect(said).toContain('People who still differ there: 1');
    // Not the one who was deleted there.
    expect(written()).toEqual([
      ['contacts.json', { name: 'New', urns: ['tel:+250788400009'] }],
      ['contact_actions.json', { contacts: [expect.any(String)], action: 'block' }],
    ]);
  });
});
