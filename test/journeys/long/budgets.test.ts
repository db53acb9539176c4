import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { populate } from '../../../bench/support/population.ts';
import type { ApiAnswer } from '../../support/api/api.ts';
import { type Client, createPeople, phone, sideBySide } from '../../support/api/client.ts';
import type { Service } from '../../support/service.ts';
import { openServiceData } from '../../support/workspaces.ts';
import { openStage, type RunningStage, startJourney } from '../stage.ts';

/**
 * The cost of operations over HTTP (design, chapter 3), as the engine counts it. A request's own units are in its
 * answer (`x-consumed-capacity`). The stream's function adds history (one write unit a change), a row of counts and one
 * of the message log a batch, on top of the budgets: a batch has up to 200 changes, and here often one.
 */

interface Units {
  readonly read: number;
  readonly write: number;
}

let service: Service;
let stage: RunningStage;
let client: Client;

beforeAll(async () => {
  stage = await openStage(await startJourney());
  service = stage.service;
});

afterAll(() => service?.stop());

/** The units that each function consumed for some work, up to the end of all background work that results from it. */
async function consumedBy(work: () => Promise<unknown>): Promise<Record<string, Units>> {
  await service.idle();
  await service.local('POST', 'capacity/reset');
  await work();
  await service.idle();
  const { functions } = (await service.local('GET', 'capacity')).body;
  const entries = Object.entries(functions as Record<string, ApiAnswer['body']>);
  return Object.fromEntries(
    entries.map(([name, { read_units, write_units }]) => [name, { read: read_units, write: write_units }]),
  );
}

/** The units that a request reports for itself. */
async function cost(method: string, path: string, body?: object): Promise<Units> {
  const { status, headers, body: answer } = await client.ask(method, path, body, { 'x-report-capacity': '1' });
  expect(status, JSON.stringify(answer)).toBeLessThan(300);
  const [, read, write] = /^read=([\d.]+);write=([\d.]+)$/.exec(headers.get('x-consumed-capacity') ?? '') ?? [];
  return { read: Number(read), write: Number(write) };
}

/** A request's own units, and those of history for its one change, besides so many rows. */
async function costOfChange(method: string, path: string, body: object, rows: 0 | 1): Promise<Units> {
  let own: Units = { read: 0, write: 0 };
  const { project } = await consumedBy(async () => {
    own = await cost(method, path, body);
  });
  return { read: own.read, write: own.write + (project?.write ?? 0) - rows };
}

/**
 * Waits until all background work is done and the function has cached the workspace's groups and fields. Returns the
 * read units that every request needs for its token and settings, measured by a request for an unknown contact.
 */
async function settle(): Promise<number> {
  await service.idle();
  const unknown = `contacts.json?uuid=${crypto.randomUUID()}`;
  await cost('GET', unknown);
  return (await cost('GET', unknown)).read - 0.5;
}

async function newGroups(count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => `Group ${index}`);
  return sideBySide(names, async (name) => (await client.post('groups.json', { name })).uuid);
}

/** A workspace without contacts. */
async function open(): Promise<Client> {
  client = await stage.open();
  return client;
}

/** Puts people without addresses into the workspace, past the API; returns the uuid of the group that they are in. */
const putPeople = async (count: number): Promise<string> =>
  populate(await openServiceData(service), (await client.get('workspace.json')).uuid, count);

describe('A single request', () => {
  it.each([0, 1, 3])('changes the status of a contact in %i groups: 6 write units, and 1 a group', async (g) => {
    const [uuid = ''] = await createPeople(await open(), 1, { groups: await newGroups(g) });
    const every = await settle();
    const archive = { action: 'set_status', status: 'archived', contacts: [uuid] };
    const { read, write } = await costOfChange('POST', 'contact_actions.json', archive, 1);
    expect(write).toBe(6 + g);
    // The contact, once.
    expect(read - every).toBe(0.5);
  });

  it.each([{ name: 'Marie' }, { language: 'kin' }, { fields: { age: '42' } }])('changes %o: 4', async (change) => {
    await open();
    await client.post('fields.json', { name: 'Age', type: 'number' });
    const [uuid] = await createPeople(client, 1);
    const every = await settle();
    const { read, write } = await costOfChange('POST', `contacts.json?uuid=${uuid}`, change, 0);
    expect(write).toBe(4);
    expect(read - every).toBeLessThanOrEqual(1);
  });

  it('receives a first message of a quarter of an hour: 6; another in it: 4; with an external id: 1 more', async () => {
    await createPeople(await open(), 1);
    const message = { type: 'msg_received', urn: phone(0), text: 'Muraho' };
    const QUARTER = 900_000;
    /** A time in the quarter of an hour that began so many quarters ago, at the earliest. */
    const quartersAgo = (count: number, seconds: number) =>
      new Date((Math.floor(Date.now() / QUARTER) - count) * QUARTER + seconds * 1000).toISOString();
    const receive = async (more: object, rows: 0 | 1 = 1) =>
      (await costOfChange('POST', 'events.json', { ...message, ...more }, rows)).write;
    // Created now, which is when the folder lists the contact until it is seen.
    // 1 more for the count of what arrived, once for ten messages or a quarter of an hour.
    expect(await receive({ occurred_on: quartersAgo(9, 0) })).toBe(7);
    expect(await receive({ occurred_on: quartersAgo(5, 1) })).toBe(6);
    expect(await receive({ occurred_on: quartersAgo(5, 2) })).toBe(4);
    expect(await receive({ occurred_on: quartersAgo(5, 3), external_id: 'wamid.1' })).toBe(5);
    expect(await receive({ occurred_on: quartersAgo(5, 4), external_id: 'wamid.1' }, 0)).toBe(0);
  });

  it('that changes nothing writes nothing', async () => {
    const [uuid = ''] = await createPeople(await open(), 1);
    const active = { action: 'set_status', status: 'active', contacts: [uuid] };
    expect((await costOfChange('POST', 'contact_actions.json', active, 0)).write).toBe(0);
    expect((await costOfChange('POST', `contacts.json?uuid=${uuid}`, { name: 'Person 0' }, 0)).write).toBe(0);
  });
});

describe('A list', () => {
  it('of 250: 8 queries, and half a read unit for each listed contact, forwards and back', async () => {
    await open();
    await putPeople(300);
    const every = await settle();
    const backFromTheSecond = async (path: string) => {
      const { next } = await client.get(path);
      const { previous } = await client.get(next.slice(service.url.length));
      return previous.slice(service.url.length);
    };
    const lists = ['contacts.json', 'contacts.json?folder=active'];
    for (const path of [...lists, ...(await Promise.all(lists.map(backFromTheSecond)))]) {
      const { read, write } = await cost('GET', path);
      expect(write).toBe(0);
      // A query of an index reads up to 8 KB in one unit; 250 keys of 150 bytes in 8 shards are 5 KB each.
      expect(read - every - 250 * 0.5, path).toBeLessThanOrEqual(8 * 1.5);
    }
  });

  it('of an empty folder: half a unit a shard', async () => {
    await open();
    const every = await settle();
    for (const folder of ['archived', 'stopped', 'blocked', 'dormant'])
      expect((await cost('GET', `contacts.json?folder=${folder}`)).read).toBe(every + 8 * 0.5);
  });
});

describe('A sweep', () => {
  it('that finds no contact due: at most 8 read units for each of active and dormant, however many contacts there are', async () => {
    const sweep = () => service.local('POST', 'schedules/flag-dormant/run');
    await sweep();
    const without = await consumedBy(sweep);
    await open();
    await putPeople(100);
    // The first of a day keeps the day's counts, and each later one looks whether they are there.
    expect((await consumedBy(sweep))['lifecycle']?.write).toBeLessThanOrEqual(1);
    const spent = await consumedBy(sweep);
    expect(Object.keys(spent)).toEqual(['lifecycle']);
    expect(spent['lifecycle']?.write).toBe(0);
    expect((spent['lifecycle']?.read ?? 0) - (without['lifecycle']?.read ?? 0)).toBeLessThanOrEqual(2 * 8 + 0.5);
  });
});
