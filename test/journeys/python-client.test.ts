import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Service, startService } from '../support/service.ts';
import { openWorkspaces } from '../support/workspaces.ts';
import { ARCHIVING_FLOW } from './flows.ts';
import { type Item, type TembaClient, TembaError, tembaClient } from './temba-client.ts';

/** Every method of TextIt's Python client that has a meaning here (reference 7.1), as scripts call it. */
const CONTACTS = 1_255;

let service: Service;
let client: TembaClient;
let newClient: () => Promise<TembaClient>;

beforeAll(async () => {
  service = await startService();
  const newWorkspace = await openWorkspaces(service);
  newClient = async () => tembaClient(service.url, (await newWorkspace()).token);
  client = await newClient();
}, 120_000);

afterAll(() => service?.stop());

const kindOf = async (call: Promise<unknown>): Promise<TembaError> => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TembaError)) throw new Error(`Not refused: ${String(error)}`);
  return error;
};
const act = (contacts: unknown[], action: string, group?: unknown) =>
  client.post('contact_actions.json', {}, { contacts, action, ...(group !== undefined && { group }) });
const one = async (uuid: unknown): Promise<Item | undefined> =>
  (await client.all('contacts.json', { uuid: String(uuid) }))[0];
/** A client of its own workspace with so many contacts. */
async function filledClient(count: number): Promise<TembaClient> {
  const filled = await newClient();
  const makers = Array.from({ length: 5 }, async (_, maker) => {
    for (let n = maker; n < count; n += 5) await filled.post('contacts.json', {}, { name: `Person ${n}` });
  });
  await Promise.all(makers);
  return filled;
}

describe('The Python client', () => {
  it('get_org', async () => {
    expect(await client.single('org.json')).toMatchObject({
      uuid: expect.any(String),
      name: 'Nyaruka',
      country: 'RW',
      languages: ['eng', 'kin'],
      primary_language: 'eng',
      timezone: 'UTC',
      date_style: 'day_first',
      anon: false,
    });
  });

  it('tells a bad token by 403, a missing object by 404, a bad request by 400', async () => {
    expect((await kindOf(tembaClient(service.url, 'wrong').single('org.json'))).kind).toBe('token');
    const missing = client.remove('groups.json', { uuid: 'aaaaaaaa-0000-4000-8000-000000000000' });
    expect((await kindOf(missing)).kind).toBe('no_such_object');
    const bad = await kindOf(client.post('contacts.json', {}, { urns: ['xyz:1'] }));
    expect(bad.errors).toEqual({ urns: { 0: ['Invalid URN: xyz:1. Ensure phone numbers contain country codes.'] } });
  });

  it('create_contact with nothing posts no body; update_contact by uuid and by URN; delete_contact', async () => {
    expect(await client.post('contacts.json', {}, {})).toMatchObject({ name: null, urns: [] });
    const ann = await client.post('contacts.json', {}, { name: 'Ann', language: 'eng', urns: ['tel:+250788000001'] });
    expect(await client.post('contacts.json', { uuid: String(ann?.['uuid']) }, { name: 'Anne' })).toMatchObject({
      name: 'Anne',
    });
    expect(await client.post('contacts.json', { urn: 'tel:+250788000001' }, { language: 'kin' })).toMatchObject({
      uuid: ann?.['uuid'],
      language: 'kin',
    });
    expect((await kindOf(client.remove('contacts.json', { uuid: String(ann?.['uuid']) }))).kind).toBe('bad_request');
    await act([ann?.['uuid']], 'block');
    expect(await client.all('contacts.json', { urn: 'tel:+250788000001', deleted: false })).toHaveLength(1);
  });

  it('create, get, update and delete groups; fields', async () => {
    const group = await client.post('groups.json', {}, { name: 'Reporters' });
    expect(await client.all('groups.json', { name: 'reporters' })).toMatchObject([{ uuid: group?.['uuid'], count: 0 }]);
    expect(await client.post('groups.json', { uuid: String(group?.['uuid']) }, { name: 'Press' })).toMatchObject({
      name: 'Press',
    });
    await client.remove('groups.json', { uuid: String(group?.['uuid']) });
    expect(await client.all('groups.json', { uuid: String(group?.['uuid']) })).toEqual([]);
    await client.post('fields.json', {}, { name: 'Age', type: 'number' });
    expect(await client.post('fields.json', { key: 'age' }, { name: 'Years', type: 'number' })).toMatchObject({
      key: 'age',
      name: 'Years',
    });
    expect(await client.all('fields.json', { key: 'age' })).toMatchObject([{ key: 'age', type: 'number' }]);
  });

  it('bulk actions answer nothing', async () => {
    const bob = await client.post('contacts.json', {}, { name: 'Bob' });
    const group = await client.post('groups.json', {}, { name: 'Farmers' });
    for (const action of ['add', 'remove']) expect(await act([bob?.['uuid']], action, group?.['uuid'])).toBeNull();
    for (const action of ['block', 'unblock', 'interrupt', 'archive_messages'])
      expect(await act([bob?.['uuid']], action)).toBeNull();
    expect(await one(bob?.['uuid'])).toMatchObject({ status: 'active', groups: [] });
  });

  it('flows, definitions, starts and runs', async () => {
    await client.post('flows.json', {}, ARCHIVING_FLOW);
    expect(await client.all('flows.json', { archived: false })).toMatchObject([{ uuid: ARCHIVING_FLOW.uuid }]);
    const document = await client.single(`definitions.json?flow=${ARCHIVING_FLOW.uuid}&dependencies=all`);
    expect(Object.keys(document)).toEqual(
      expect.arrayContaining(['version', 'flows', 'campaigns', 'triggers', 'fields', 'groups']),
    );
    const eve = await client.post('contacts.json', {}, { name: 'Eve' });
    const asked = {
      flow: ARCHIVING_FLOW.uuid,
      contacts: [eve?.['uuid']],
      restart_participants: true,
      exclude_active: false,
    };
    const start = await client.post('flow_starts.json', {}, asked);
    await service.idle();
    expect(await client.all('flow_starts.json', { uuid: String(start?.['uuid']) })).toMatchObject([
      { status: 'completed' },
    ]);
    expect(await one(eve?.['uuid'])).toMatchObject({ status: 'archived' });
    expect(await client.all('runs.json')).toEqual([]);
  });

  it(`goes through ${CONTACTS} contacts in both directions without loss or repetition`, {
    timeout: 240_000,
  }, async () => {
    const many = await filledClient(CONTACTS);
    for (const reverse of [false, true]) {
      const uuids = (await many.all('contacts.json', { reverse })).map(({ uuid }) => uuid);
      expect(uuids).toHaveLength(CONTACTS);
      expect(new Set(uuids).size).toBe(CONTACTS);
    }
    // Whoever is changed meanwhile moves to the front, which has been read: all others come exactly once.
    const seen: unknown[] = [];
    const changed = new Set<unknown>();
    for await (const page of many.pages('contacts.json')) {
      seen.push(...page.map(({ uuid }) => uuid));
      for (const { uuid } of page.slice(0, 3)) {
        await many.post('contacts.json', { uuid: String(uuid) }, { name: 'Changed' });
        changed.add(uuid);
      }
    }
    expect(changed.size).toBeGreaterThan(10);
    expect(seen).toHaveLength(CONTACTS);
    expect(new Set(seen).size).toBe(CONTACTS);
  });
});
