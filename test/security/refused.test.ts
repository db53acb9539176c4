/** What is refused costs next to nothing: exact budgets of read and write units. */
import { beforeAll, expect, it } from 'vitest';
import { consumedSince } from '../../shared/data/dynamo/index.ts';
import { openApi } from '../support/api/api.ts';
import { type Client, openClient } from '../support/api/client.ts';
import { engines } from '../support/engines/engines.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
let viewer: Client;

beforeAll(async () => {
  client = await stage().open();
  viewer = stage().as((await client.post('tokens.json', { name: 'Reads', role: 'viewer' })).token);
  // From now on groups and fields are cached, and requests of every rate limit are borrowed.
  for (const path of ['org.json', 'contacts.json', 'messages.json?folder=inbox', 'runs.json'])
    await client.ask('GET', path);
  await client.ask('POST', 'flow_starts.json', {});
});

const nobody = () => openClient({ url: stage().url, api: openApi(stage().service, 'x'.repeat(40)) });
const at = () => ({ nobody: nobody(), client, viewer });

const TOKEN = 1;
const SETTINGS = 1;

type Row = [string, keyof ReturnType<typeof at>, number, string, string, unknown, number, Record<string, string>?];

it.skipIf(!engines[0]?.exactCapacity).each<Row>([
  ['a path that there is not', 'client', 404, 'GET', 'nothing.json', undefined, 0],
  ['no credentials', 'client', 403, 'GET', 'contacts.json', undefined, 0, { authorization: '' }],
  ['credentials of another scheme', 'client', 403, 'GET', 'contacts.json', undefined, 0, { authorization: 'Bearer x' }],
  ['a token that nobody has', 'nobody', 403, 'GET', 'contacts.json', undefined, TOKEN],
  [
    'a token that nobody has, with a large body',
    'nobody',
    403,
    'POST',
    'contacts.json',
    { note: 'x'.repeat(900_000) },
    TOKEN,
  ],
  ['a method that the path has not', 'client', 405, 'DELETE', 'org.json', undefined, TOKEN + SETTINGS],
  ['a role that may not', 'viewer', 403, 'POST', 'contacts.json', {}, TOKEN],
  [
    'the name of another workspace',
    'client',
    403,
    'GET',
    'contacts.json',
    undefined,
    TOKEN + SETTINGS,
    { 'x-temba-workspace': 'x' },
  ],
  ['a body that is no JSON', 'client', 400, 'POST', 'contacts.json', '{', TOKEN + SETTINGS],
  ['a body that is too large', 'client', 413, 'POST', 'contacts.json', 'x'.repeat(1_000_001), TOKEN + SETTINGS],
  [
    'a body of another type',
    'client',
    415,
    'POST',
    'contacts.json',
    'x',
    TOKEN + SETTINGS,
    { 'content-type': 'text/csv' },
  ],
  ['fields that are wrong', 'client', 400, 'POST', 'contacts.json', { urns: 7, groups: 8 }, TOKEN + SETTINGS],
  ['a group that there is not', 'client', 400, 'POST', 'contacts.json', { groups: ['None'] }, TOKEN + SETTINGS],
  ['a query that cannot be read', 'client', 400, 'GET', 'contacts.json?query=(', undefined, TOKEN + SETTINGS],
  ['a cursor of nobody', 'client', 404, 'GET', 'contacts.json?cursor=x', undefined, TOKEN + SETTINGS],
])('%s (%s, %d)', async (_, who, status, method, path, body, read, headers) => {
  const { meter } = stage().service.runtime.data;
  const start = meter.read();
  const answer = await at()[who].ask(method, path, body, headers);
  expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
  expect(consumedSince(meter, start)).toEqual({ readUnits: read, writeUnits: 0 });
});

it.skipIf(!engines[0]?.exactCapacity)(
  'a rate limit that is used up: a token, the settings, and nothing is written',
  async () => {
    const poor = await stage().open();
    await poor.post('settings.json', { api_rates: { v2: 2 } });
    for (let used = 0; used < 2; used++) await poor.get('org.json');
    expect((await poor.ask('GET', 'org.json')).status).toBe(429);
    const { meter } = stage().service.runtime.data;
    const start = meter.read();
    for (let refused = 0; refused < 10; refused++) expect((await poor.ask('GET', 'org.json')).status).toBe(429);
    expect(consumedSince(meter, start)).toEqual({ readUnits: 10 * (TOKEN + SETTINGS), writeUnits: 0 });
  },
);

it.skipIf(!engines[0]?.exactCapacity)('a job too many: half a unit besides', async () => {
  const full = await stage().open();
  Object.assign(stage().service.runtime.config, { maxOpenJobs: 1 });
  const job = { type: 'set_status', status: 'archived', selection: { folder: 'active' } };
  await full.post('jobs.json', job);
  const { meter } = stage().service.runtime.data;
  const start = meter.read();
  expect((await full.ask('POST', 'jobs.json', job)).status).toBe(409);
  expect(consumedSince(meter, start)).toEqual({ readUnits: TOKEN + SETTINGS + 0.5, writeUnits: 0 });
});
