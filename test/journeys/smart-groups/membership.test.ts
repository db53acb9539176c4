import { beforeEach, describe, expect, it } from 'vitest';
import { exactCounts } from '../../support/api/census.ts';
import { contactOf, phone, setStatus, sideBySide } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import {
  change,
  client,
  create,
  createAged,
  createGroup,
  DAY,
  groupOf,
  groupsOf,
  type Json,
  membersOf,
  namesOf,
  onStage,
  START,
  service,
  some,
} from './stage.ts';

onStage();

describe('A new smart group', () => {
  it('finds its members by a job and is then ready, with the right count', async () => {
    const uuids = await createAged(10, 18, 40, 17);
    const made = await client.ask('POST', 'groups.json', { name: 'Adults', query: 'AGE >= 18 and name has person' });
    const query = 'fields.age >= 18 AND name ~ "person"';
    expect(made).toMatchObject({ status: 201, body: { name: 'Adults', query, system: false, count: 0 } });
    expect(['initializing', 'evaluating', 'ready']).toContain(made.body.status);
    expect(await membersOf(made.body.uuid)).toEqual(some(uuids, 1, 2));
    expect(await groupOf(made.body.uuid)).toMatchObject({ query, status: 'ready', count: 2 });
    const [job] = await client.all('jobs.json');
    expect(job).toMatchObject({
      type: 'populate_group',
      status: 'completed',
      total: 4,
      changed: 2,
      unchanged: 2,
      failed: {},
    });
    expect(await client.all('groups.json?manual_only=true')).toEqual([]);
  });

  it('takes dormant people in and nobody who is not active', async () => {
    await client.post('settings.json', { dormancy_days: 1 });
    const uuids = await createAged(20, 20, 20, 20, 20);
    for (const [n, status] of ['archived', 'stopped', 'blocked'].entries())
      await setStatus(client, status, uuids[n] ?? '');
    const occurred_on = new Date(START - 3 * DAY).toISOString();
    await client.post('events.json', { type: 'msg_received', urn: phone(3), text: 'Muraho', occurred_on });
    await service.local('POST', 'schedules/flag-dormant/run');
    await service.idle();
    expect((await contactOf(client, uuids[3] ?? '')).dormant_since).not.toBeNull();
    expect(await membersOf(await createGroup('Adults', 'age >= 18'))).toEqual(some(uuids, 3, 4));
  });

  it.each(['id = 1', 'ref = A6YWQL', 'status = active', 'group = ""', 'flow = ""', 'history != ""'])(
    'is not defined by %s',
    async (condition) => {
      const property = condition.split(' ')[0] ?? '';
      const { status, body } = await client.ask('POST', 'groups.json', {
        name: 'No',
        query: `age > 3 AND ${condition}`,
      });
      expect({ status, body }).toEqual({
        status: 400,
        body: {
          query: ['You cannot create a smart group based on "id" or "group".'],
          code: 'not_allowed_in_group',
          extra: { property },
          start: 12,
          end: 12 + condition.length,
          hint: `"${property}" can be searched for, but a smart group cannot follow it. Leave this condition out.`,
        },
      });
      expect(await client.all('groups.json')).toEqual([]);
    },
  );

  it.each(['created_on > -3d', 'dormant_since < -1w', 'fields.born > -18y'])('does not follow %s', async (query) => {
    await client.post('fields.json', { name: 'Born', type: 'datetime' });
    const [property = '', , value = ''] = query.split(' ');
    const { status, body } = await client.ask('POST', 'groups.json', { name: 'No', query });
    expect({ status, body }).toEqual({
      status: 400,
      body: {
        query: [`A smart group can count days back from today for last_seen_on only, not for ${property}.`],
        code: 'relative_date_in_group',
        extra: { property, value },
        start: query.length - value.length,
        end: query.length,
        hint: expect.stringMatching(/use last_seen_on\. Searching with it works\.$/),
      },
    });
    expect((await client.ask('POST', 'queries.json', { query })).status).toBe(200);
  });

  it('has a query that reads, and a name that nobody has', async () => {
    await createGroup('Adults', 'age >= 18');
    const wrong = await client.ask('POST', 'groups.json', { name: 'Old', query: 'age > old' });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid_number', start: 6, end: 9 } });
    const taken = await client.ask('POST', 'groups.json', { name: 'adults', query: 'age > 3' });
    expect(taken).toMatchObject({ status: 400, body: { name: ['This field must be unique.'] } });
  });
});

describe('A group whose members are still being found', () => {
  const WAIT = 'The members of the group Adults are still being found. Try again when it is ready.';

  it('is no recipient of anything, keeps its query, and lacks nobody in the end', async () => {
    const uuids = await createAged(10, 20, 30, 40);
    const flow = flowWith('Name them', 5_000, [{ type: 'set_contact_name', name: 'Started' }]);
    await client.post('flows.json', flow);
    await service.local('POST', 'faults', { hold: { function: 'jobs-select' } });
    const { uuid } = await client.post('groups.json', { name: 'Adults', query: 'age >= 18' });
    expect(await groupOf(uuid)).toMatchObject({ status: 'evaluating' });

    const refused: readonly (readonly [string, object, string])[] = [
      ['flow_starts.json', { flow: flow.uuid, groups: [uuid] }, 'groups'],
      ['flow_starts.json', { flow: flow.uuid, query: 'group = adults' }, 'query'],
      ['jobs.json', { type: 'set_status', status: 'blocked', selection: { groups: [uuid] } }, 'selection'],
      ['jobs.json', { type: 'set_status', status: 'blocked', selection: { query: 'group != Adults' } }, 'selection'],
    ];
    for (const [path, body, key] of refused)
      expect(await client.ask('POST', path, body)).toMatchObject({ status: 400, body: { [key]: [WAIT] } });
    expect(await client.ask('POST', `groups.json?uuid=${uuid}`, { query: 'age > 30' })).toMatchObject({
      status: 400,
      body: { query: ['You cannot update the query of a group that is populating.'] },
    });
    // Changed meanwhile: one enters, one leaves, one is new.
    await change(uuids[0] ?? '', { fields: { age: '50' } });
    await change(uuids[1] ?? '', { fields: { age: '5' } });
    const late = await create({ fields: { age: '60' } });
    expect(await groupOf(uuid)).toMatchObject({ status: 'evaluating' });

    await service.local('POST', 'faults', { hold: null });
    expect(await membersOf(uuid)).toEqual([...some(uuids, 0, 2, 3), late].sort());
    expect(await groupOf(uuid)).toMatchObject({ status: 'ready', count: 4 });
    const start = await client.post('flow_starts.json', { flow: flow.uuid, groups: [uuid] });
    await service.idle();
    const [done] = (await client.get(`flow_starts.json?uuid=${start.uuid}`)).results;
    expect(done).toMatchObject({ status: 'completed', progress: { total: 4, started: 4 } });
    expect(await client.all('contacts.json?query=name%3DStarted')).toHaveLength(4);
  });
});

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
    await service.idle();
  });

  const exactly = async (members: Readonly<Record<string, number>>): Promise<void> => {
    await service.idle();
    const { groups } = await exactCounts(client);
    const counted = Object.entries(made).map(([name, uuid]) => [name, groups[uuid]] as const);
    expect(Object.fromEntries(counted.filter(([, count]) => count !== 0))).toEqual(members);
  };

  it('of name, language, field, address and status, in the very answer', async () => {
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

  it('by an event, which may make somebody new', async () => {
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

  it('by a flow, whose joining and leaving of a smart group does nothing', async () => {
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
    // The one who is new has no age to add to.
    await exactly({ Adults: 2, Anns: 3, Kinyarwanda: 3, Numbers: 1 });
    expect(await groupsOf(uuids[0] ?? '')).toEqual(['Adults', 'Anns', 'Kinyarwanda']);
  });

  it('is told in the history as joining and leaving', async () => {
    const uuid = await create({ name: 'Bob', fields: { age: '3' } });
    await change(uuid, { name: 'Ann', fields: { age: '30' } });
    await service.idle();
    const events = (await client.all(`history.json?contact=${uuid}`)).filter(
      ({ type }) => type === 'contact_groups_changed',
    );
    const added = events.flatMap(({ groups_added = [] }) => groups_added.map(({ name }: Json) => name));
    expect(added.sort()).toEqual(['Adults', 'Anns']);
  });

  it('and never by hand', async () => {
    const uuid = await create({ name: 'Ann' });
    const bob = await create({ name: 'Bob' });
    const refused: readonly (readonly [string, object, string])[] = [
      ['contact_actions.json', { action: 'add', contacts: [bob], group: 'Anns' }, 'group'],
      ['contact_actions.json', { action: 'remove', contacts: [uuid], group: made['Anns'] }, 'group'],
      ['contacts.json', { name: 'Eve', groups: ['Anns'] }, 'groups'],
      [`contacts.json?uuid=${bob}`, { groups: [made['Anns'], 'Static'] }, 'groups'],
    ];
    for (const [path, body, key] of refused) {
      const answer = await client.ask('POST', path, body);
      expect(answer).toMatchObject({ status: 400, body: { [key]: ['Contact group must not be query based: Anns'] } });
    }
    await exactly({ Anns: 1 });
  });
});
