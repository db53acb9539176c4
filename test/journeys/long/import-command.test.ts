/** `npm run import -- textit`, as an operator types it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPeople, openClient } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import type { Service } from '../../support/service.ts';
import { openWorkspaces } from '../../support/workspaces.ts';
import { joinJourney } from '../stage.ts';

const IMPORT = join(import.meta.dirname, '../../../scripts/import.ts');
const checkout = mkdtempSync(join(tmpdir(), 'dormouse-move-'));
let service: Service;
let theirs: string;

beforeAll(async () => {
  service = await joinJourney();
  theirs = (await (await openWorkspaces(service))()).token;
});
afterAll(async () => {
  rmSync(checkout, { recursive: true });
  await service?.stop();
});

/** Runs the command in a folder that stands for a checkout; returns what it prints. */
const move = (...args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'], PORT: new URL(service.url).port };
    const from = ['textit', '--host', service.url, '--token', theirs, '--to-token', service.token];
    execFile(process.execPath, [IMPORT, ...from, ...args], { cwd: checkout, env }, (error, out, said) =>
      error ? reject(new Error(said)) : resolve(out),
    );
  });

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
  await expect(move('--run')).rejects.toThrow('Somebody must first say who in these files wants no messages.');
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
  expect(readdirSync(checkout)).toEqual([]);
});
