import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../support/api/api.ts';
import { exactCounts } from '../support/api/census.ts';
import { type Client, contactOf, phone, setStatus, sideBySide } from '../support/api/client.ts';
import { flowWith } from '../support/api/flows.ts';
import type { InProcessStage } from '../support/in-process/clients.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

type Json = ApiAnswer['body'];

const opened = onInProcessStage();
let stage: InProcessStage;
/** In a workspace of its own for each test, with a field `age`. */
let client: Client;

beforeAll(() => {
  stage = opened();
});

beforeEach(async () => {
  client = await stage.open();
  await client.post('fields.json', { name: 'Age', type: 'number' });
});

const create = async (body: object): Promise<string> => (await client.post('contacts.json', body)).uuid;
const change = (uuid: string, body: object): Promise<Json> => client.post(`contacts.json?uuid=${uuid}`, body);
const namesOf = ({ groups }: Json): string[] => groups.map(({ name }: Json) => name).sort();
const groupsOf = async (uuid: string): Promise<string[]> => namesOf(await contactOf(client, uuid));

/** People of these ages, with the phone numbers `phone(0)` and following. */
const createAged = (...ages: number[]): Promise<string[]> =>
  sideBySide([...ages.keys()], (n) =>
    create({ name: `Person ${n}`, urns: [phone(n)], fields: { age: String(ages[n]) } }),
  );

describe('Membership follows a change at once', () => {
  const GROUPS = {
    Adults: 'age >= 18',
    Anns: 'name ~ ann',
    Kinyarwanda: 'language = kin',
    Mailed: 'mailto != ""',
    Numbers: 'tel ~ 788000001',
    Seen: 'last_seen_on != ""',
    Strangers: 'name = "" AND language = ""',
    Unasked: 'tickets > 0',
  };
  /** Groups by name. */
  let made: Record<string, string>;

  beforeEach(async () => {
    await client.post('groups.json', { name: 'Static' });
    const entries = await sideBySide(
      Object.entries(GROUPS),
      async ([name, query]) => [name, (await client.post('groups.json', { name, query })).uuid] as const,
      1,
    );
    made = Object.fromEntries(entries);
    await stage.settle();
  });

  const exactly = async (members: Readonly<Record<string, number>>): Promise<void> => {
    await stage.settle();
    const { groups } = await exactCounts(client);
    const counted = Object.entries(made).map(([name, uuid]) => [name, groups[uuid]] as const);
    expect(Object.fromEntries(counted.filter(([, count]) => count !== 0))).toEqual(members);
  };

  it('of name, language, field, URN and status, already in the answer', async () => {
    const ann = await client.post('contacts.json', { name: 'Ann', groups: ['Static'], fields: { age: '18' } });
    expect(namesOf(ann)).toEqual(['Adults', 'Anns', 'Static']);
    const steps: readonly (readonly [object, string[]])[] = [
      [{ name: 'Bob' }, ['Adults', 'Static']],
      [{ language: 'kin' }, ['Adults', 'Kinyarwanda', 'Static']],
      [{ fields: { age: '17.99' } }, ['Kinyarwanda', 'Static']],
      [{ fields: { age: null }, urns: ['mailto:ann@example.org'] }, ['Kinyarwanda', 'Mailed', 'Static']],
      [{ urns: [phone(1)] }, ['Kinyarwanda', 'Numbers', 'Static']],
      [{ urns: [] }, ['Kinyarwanda', 'Static']],
      [{ name: null, language: null }, ['Static', 'Strangers']],
      [{ name: 'Joanna', language: 'fra', groups: [] }, []],
      [{ name: 'Joanna Ann', fields: { age: '80' } }, ['Adults', 'Anns']],
    ];
    for (const [body, groups] of steps)
      expect({ body, groups: namesOf(await change(ann.uuid, body)) }).toEqual({ body, groups });
    expect(await groupsOf(ann.uuid)).toEqual(['Adults', 'Anns']);
    for (const status of ['archived', 'stopped', 'blocked']) {
      await setStatus(client, status, ann.uuid);
      expect(await groupsOf(ann.uuid)).toEqual([]);
      expect(namesOf(await change(ann.uuid, { name: 'Ann', language: 'kin' }))).toEqual([]);
      await exactly({});
      await setStatus(client, 'active', ann.uuid);
      expect(await groupsOf(ann.uuid)).toEqual(['Adults', 'Anns', 'Kinyarwanda']);
    }
    await exactly({ Adults: 1, Anns: 1, Kinyarwanda: 1 });
  });

  it('by an event, which may create a contact', async () => {
    const event = (type: string, urn: string) => client.post('events.json', { type, urn, text: 'Muraho' });
    const { contact } = await event('msg_received', phone(1));
    expect(await groupsOf(contact.uuid)).toEqual(['Numbers', 'Seen', 'Strangers']);
    await event('stop_contact', phone(1));
    expect(await groupsOf(contact.uuid)).toEqual([]);
    await event('msg_received', phone(1));
    expect(await groupsOf(contact.uuid)).toEqual(['Numbers', 'Seen', 'Strangers']);
    const uuid = await create({ name: 'Ann', urns: [phone(2)] });
    expect(await groupsOf(uuid)).toEqual(['Anns']);
    await event('mo_miss', phone(2));
    expect(await groupsOf(uuid)).toEqual(['Anns', 'Seen']);
    await exactly({ Numbers: 1, Seen: 2, Strangers: 1, Anns: 1 });
  });

  it('by a flow, whose actions that add to or remove from a smart group do nothing', async () => {
    const uuids = await createAged(10, 20);
    const smart = { uuid: made['Mailed'], name: 'Mailed' };
    const flow = flowWith('Change them', 6_000, [
      { type: 'set_contact_name', name: 'Ann' },
      { type: 'set_contact_language', language: 'kin' },
      { type: 'set_contact_field', field: { key: 'age', name: 'Age' }, value: '@(fields.age + 8)' },
      { type: 'add_contact_groups', groups: [smart] },
      { type: 'remove_contact_groups', groups: [{ uuid: made['Anns'], name: 'Anns' }], all_groups: false },
    ]);
    await client.post('flows.json', flow);
    await client.post('flow_starts.json', { flow: flow.uuid, contacts: uuids, urns: [phone(11)] });
    // The new contact has no age to add to.
    await exactly({ Adults: 2, Anns: 3, Kinyarwanda: 3, Numbers: 1 });
    expect(await groupsOf(uuids[0] ?? '')).toEqual(['Adults', 'Anns', 'Kinyarwanda']);
  });

  it('is shown in the history as joining and leaving', async () => {
    const uuid = await create({ name: 'Bob', fields: { age: '3' } });
    await change(uuid, { name: 'Ann', fields: { age: '30' } });
    await stage.settle();
    const events = (await client.all(`history.json?contact=${uuid}`)).filter(
      ({ type }) => type === 'contact_groups_changed',
    );
    const added = events.flatMap(({ groups_added = [] }) => groups_added.map(({ name }: Json) => name));
    expect(added.sort()).toEqual(['Adults', 'Anns']);
  });

  it('and cannot be changed by hand', async () => {
    const uuid = await create({ name: 'Ann' });
    const bob = await create({ name: 'Bob' });
    const { Anns: group } = made;
    const refused: readonly (readonly [string, object, string, string | undefined])[] = [
      ['contact_actions.json', { action: 'add', contacts: [bob], group: 'Anns' }, 'group', 'Anns'],
      ['contact_actions.json', { action: 'remove', contacts: [uuid], group }, 'group', group],
      ['contacts.json', { name: 'Eve', groups: ['Anns'] }, 'groups', 'Anns'],
      [`contacts.json?uuid=${bob}`, { groups: [group, 'Static'] }, 'groups', group],
    ];
    for (const [path, body, key, named] of refused) {
      const error = `Contact group must not be query based: ${named}`;
      expect(await client.ask('POST', path, body)).toMatchObject({ status: 400, body: { [key]: [error] } });
    }
    await exactly({ Anns: 1 });
  });
});
