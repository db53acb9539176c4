import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARCHIVING_FLOW } from '../../support/api/flows.ts';
import type { Service } from '../../support/service.ts';
import { openWorkspaces } from '../../support/workspaces.ts';
import { joinJourney } from '../stage.ts';
import { refusal } from './refusal.ts';
import { type Item, tembaClient } from './temba-client.ts';
import { tembaMethods } from './temba-methods.ts';
import { deserialize } from './temba-types.ts';

/** TextIt's Python client, method by method, as scripts call it (reference chapter 7). */
const UNKNOWN = 'aaaaaaaa-0000-4000-8000-000000000000';

type Client = ReturnType<typeof tembaMethods>;

let service: Service;
let client: Client;
let token: string;

beforeAll(async () => {
  service = await joinJourney();
  const newWorkspace = await openWorkspaces(service);
  ({ token } = await newWorkspace());
  client = tembaMethods(service.url, token);
});

afterAll(() => service?.stop());

const made = async (item: Promise<Item | null>): Promise<Item> => {
  const found = await item;
  if (found === null) throw new Error('Nothing was answered');
  return found;
};
const timeOf = (item: Item | null, key: string): Date => new Date(String(item?.[key]));

describe('The workspace', () => {
  it('get_org', async () => {
    expect(await client.get_org()).toMatchObject({
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
});

describe('Contacts', () => {
  it('create_contact with nothing posts no body', async () => {
    expect(await client.create_contact()).toMatchObject({ name: null, urns: [], groups: [], fields: {}, flow: null });
  });

  it('create_contact; update_contact by object, uuid and URN; get_contacts by each filter; delete_contact', async () => {
    const group = await made(client.create_group('Clinic'));
    const urn = 'tel:+250788000001';
    const ann = await made(client.create_contact({ name: 'Ann', language: 'eng', urns: [urn], groups: [group] }));
    expect(ann).toMatchObject({ groups: [{ uuid: group['uuid'], name: 'Clinic' }], status: 'active' });
    expect(await client.update_contact(ann, { name: 'Anne' })).toMatchObject({ name: 'Anne', language: 'eng' });
    expect(await client.update_contact(String(ann['uuid']), { name: 'Ana' })).toMatchObject({ name: 'Ana' });
    const last = await client.update_contact(urn, { language: 'kin' });
    expect(last).toMatchObject({ uuid: ann['uuid'], language: 'kin' });

    const at = timeOf(last, 'modified_on');
    const [before, after] = [new Date(at.getTime() + 1), new Date(at.getTime() - 1)];
    for (const filter of [{ uuid: ann }, { urn }, { group }, { group: 'Clinic' }, { group, deleted: false }]) {
      expect(await client.get_contacts(filter).all()).toMatchObject([{ uuid: ann['uuid'] }]);
    }
    expect(await client.get_contacts({ group, before, after }).first()).toMatchObject({ uuid: ann['uuid'] });
    expect(await client.get_contacts({ group, before: after }).first()).toBeNull();

    expect((await refusal(client.delete_contact(ann))).kind).toBe('bad_request');
    await service.api('POST', 'settings.json', { delete_any_status: true }, { authorization: `Token ${token}` });
    expect(await client.delete_contact(urn)).toBeUndefined();
    expect(await client.get_contacts({ deleted: true, uuid: ann }).all()).toMatchObject([{ name: null, status: null }]);
  });

  it('bulk actions have no body in their answers and change the contacts', async () => {
    const bob = await made(client.create_contact({ name: 'Bob' }));
    const group = await made(client.create_group('Farmers'));
    const shown = () => client.get_contacts({ uuid: bob }).first();
    expect(await client.bulk_add_contacts([bob], group)).toBeNull();
    expect(await shown()).toMatchObject({ groups: [{ name: 'Farmers' }] });
    expect(await client.bulk_remove_contacts([bob], group)).toBeNull();
    expect(await shown()).toMatchObject({ groups: [] });
    expect(await client.bulk_block_contacts([bob])).toBeNull();
    expect(await shown()).toMatchObject({ status: 'blocked' });
    expect(await client.bulk_unblock_contacts([String(bob['uuid'])])).toBeNull();
    expect(await client.bulk_interrupt_contacts([bob])).toBeNull();
    expect(await client.bulk_archive_contact_messages([bob])).toBeNull();
    expect(await shown()).toMatchObject({ status: 'active' });
    expect(await client.bulk_delete_contacts([bob])).toBeNull();
    expect(await shown()).toBeNull();
  });
});

describe('Groups and fields', () => {
  it('create_group, get_groups, update_group, delete_group', async () => {
    const group = await made(client.create_group('Reporters'));
    expect(group).toMatchObject({ query: null, status: 'ready', system: false, count: 0 });
    expect(await client.get_groups({ name: 'reporters' }).all()).toMatchObject([{ uuid: group['uuid'] }]);
    expect(await client.update_group(group, 'Press')).toMatchObject({ uuid: group['uuid'], name: 'Press' });
    await client.delete_group(group);
    expect(await client.get_groups({ uuid: group }).first()).toBeNull();
  });

  it('create_field, get_fields, update_field: addressed by key', async () => {
    const field = await made(client.create_field('Age', 'number'));
    expect(await client.update_field(field, 'Years', 'number')).toMatchObject({ key: 'age', name: 'Years' });
    expect(await client.get_fields({ key: 'age' }).all()).toMatchObject([{ key: 'age', type: 'number' }]);
  });
});

describe('Flows', () => {
  it('get_flows, get_definitions, create_flow_start, get_flow_starts, get_runs', async () => {
    await service.api('POST', 'flows.json', ARCHIVING_FLOW, { authorization: `Token ${token}` });
    const flow = await made(client.get_flows({ archived: false, type: 'background' }).first());
    expect(flow).toMatchObject({ uuid: ARCHIVING_FLOW.uuid, runs: { active: 0, waiting: 0 } });
    expect(await client.get_flows({ archived: true }).all()).toEqual([]);
    for (const dependencies of ['none', 'flows', 'all']) {
      const document = await client.get_definitions([flow, UNKNOWN], [UNKNOWN], dependencies);
      expect(document).toMatchObject({ version: '13', flows: [{ uuid: flow['uuid'] }], campaigns: [], triggers: [] });
    }

    const [eve, group] = await Promise.all([client.create_contact({ name: 'Eve' }), client.create_group('Sleepers')]);
    const [contacts, groups, urns] = [[eve], [group], ['tel:+250788000044']];
    const start = await made(
      client.create_flow_start({
        ...{ flow, urns, contacts, groups, restart_participants: true, exclude_active: false, params: { a: 1 } },
      }),
    );
    expect(start).toMatchObject({
      flow: { uuid: flow['uuid'], name: 'Archive them' },
      groups: [{ name: 'Sleepers' }],
      params: { a: 1 },
      restart_participants: true,
      exclude_active: false,
    });
    await service.idle();
    expect(await client.get_flow_starts({ uuid: start }).all()).toMatchObject([{ status: 'completed' }]);
    expect(await client.get_contacts({ uuid: eve ?? UNKNOWN }).first()).toMatchObject({ status: 'archived' });
    const runs = await client.get_runs({ flow, after: new Date(0) }).all();
    expect(runs).toHaveLength(2);
    for (const run of runs) expect(run).toMatchObject({ exit_type: 'completed', start: { uuid: start['uuid'] } });
    expect(await client.get_runs({ flow, responded: true }).all()).toEqual([]);
  });

  it('get_messages; lists of what is not kept here are empty; methods that are only about messaging get 404', async () => {
    expect(await client.get_messages({ folder: 'inbox' }).all()).toEqual([]);
    for (const endpoint of ['labels', 'campaigns', 'broadcasts'])
      expect(await client.get_other(endpoint).all()).toEqual([]);
    expect(await client.get_other('globals').all()).toEqual([]);
    expect((await refusal(client.get_other('channel_events').all())).kind).toBe('no_such_object');
  });
});

describe('Errors', () => {
  it('are 403 for a bad token, 404 for a missing object, 400 with messages for a bad request', async () => {
    expect((await refusal(tembaMethods(service.url, 'wrong').get_org())).kind).toBe('token');
    expect((await refusal(client.delete_group(UNKNOWN))).kind).toBe('no_such_object');
    const bad = await refusal(client.create_contact({ urns: ['xyz:1'], language: 'xx' }));
    expect(bad.kind).toBe('bad_request');
    expect(bad.errors).toEqual({
      language: ['Ensure this field has at least 3 characters.'],
      urns: {
        0: ['Invalid URN: xyz:1. Ensure phone numbers contain country codes.', expect.stringContaining('scheme')],
      },
    });
    expect(bad.message).toContain('Ensure this field has at least 3 characters.');
  });

  it('are HTTP errors for other statuses, and a connection error when no service runs', async () => {
    const other = tembaClient(service.url, token);
    expect((await refusal(other.remove('fields.json', { key: 'age' }))).status).toBe(405);
    expect((await refusal(other.remove('fields.json', { key: 'age' }))).kind).toBe('http');
    expect((await refusal(tembaMethods('http://127.0.0.1:9', token).get_org())).kind).toBe('connection');
  });

  it('are raised by the types of what is read: lists must be there, numbers and flags of their type', () => {
    expect(() => deserialize('contacts.json', {})).toThrow('groups');
    expect(() => deserialize('groups.json', { count: '1' })).toThrow('count');
    expect(() => deserialize('contacts.json', { groups: [], created_on: 'today' })).toThrow('created_on');
  });
});
