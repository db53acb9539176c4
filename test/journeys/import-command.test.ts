/** `npm run import -- textit`, as an operator types it. */
import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPeople, openClient } from '../support/api/client.ts';
import { flowWith } from '../support/api/flows.ts';
import type { Service } from '../support/service.ts';
import { openWorkspaces } from '../support/workspaces.ts';
import { joinJourney } from './stage.ts';

const IMPORT = join(import.meta.dirname, '../../scripts/import.ts');
const folder = mkdtempSync(join(tmpdir(), 'dormouse-move-'));
const checkout = join(folder, 'checkout');
let service: Service;
let theirs: string;

beforeAll(async () => {
  service = await joinJourney();
  theirs = (await (await openWorkspaces(service))()).token;
  mkdirSync(checkout);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await service?.stop();
});

/** Runs the command in a folder that stands for a checkout; returns what it prints. */
const move = (DATA_DIR: string, ...args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'], TMPDIR: join(folder, 'tmp'), PORT: new URL(service.url).port, DATA_DIR };
    const from = ['textit', '--host', service.url, '--token', theirs, '--to-token', service.token, '--pace', '0'];
    execFile(process.execPath, [IMPORT, ...from, ...args], { cwd: checkout, env }, (error, out, said) =>
      error ? reject(new Error(said)) : resolve(out),
    );
  });

const namesHere = async (list: string): Promise<string[]> =>
  (await service.api('GET', list)).body.results.map(({ name }: { name: string }) => name).sort();

const filesOfPeople = () => globSync('**/*.jsonl', { cwd: folder });

it('names what it would make before it makes it, and leaves no people in the checkout or behind', async () => {
  const from = openClient(service, theirs);
  for (const name of ['Age', 'Home town']) await from.post('fields.json', { name, type: 'text' });
  for (const name of ['Farmers', 'Teachers', 'Nurses']) await from.post('groups.json', { name });
  await from.post('flows.json', flowWith('Welcome', 7_000, [{ type: 'set_contact_language', language: 'kin' }]));
  await createPeople(from, 3);
  const before = { flows: await namesHere('flows.json'), groups: await namesHere('groups.json') };
  const dataDir = join(folder, 'data');

  const said = await move(dataDir);
  expect(said).toContain('To be made: 2 of 2 fields: Age, Home town\n');
  expect(said).toContain('To be made: 1 of 1 flows: Welcome\n');
  expect(said).toContain('To be made: 3 of 3 groups: Farmers, Teachers, Nurses\n');
  expect(said).toContain('Nothing is made yet.');
  expect({ flows: await namesHere('flows.json'), groups: await namesHere('groups.json') }).toEqual(before);

  expect(await move(dataDir, '--make')).toMatch(/Made: 3 of 3 groups[\s\S]+No contact is changed yet/);
  expect(await namesHere('groups.json')).toEqual(expect.arrayContaining(['Farmers', 'Nurses', 'Teachers']));
  expect((await service.api('GET', 'contacts.json')).body.results).toEqual([]);
  expect(filesOfPeople()).toHaveLength(1);
  for (const file of filesOfPeople()) {
    expect(file).toMatch(/^data\//);
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  }

  expect(await move(dataDir, '--run')).toMatch(/To be made: 0 of 3 groups[\s\S]+completed: 3 of 3 changed/);
  expect((await service.api('GET', 'contacts.json')).body.results).toHaveLength(3);
  expect(filesOfPeople()).toEqual([]);
  expect(readdirSync(checkout)).toEqual([]);
});

it('has its files among the temporary ones when the data folder keeps nothing', async () => {
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  await move(':memory:');
  expect(filesOfPeople()).toEqual([expect.stringMatching(/^tmp\/dormouse-moves\//)]);
  expect(readdirSync(checkout)).toEqual([]);
});
