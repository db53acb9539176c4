import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiAnswer, type Service, startService } from '../support/service.ts';
import { openWorkspaces } from '../support/workspaces.ts';
import { exactCounts } from './census.ts';
import { type Client, contactOf, openClient, phone, setStatus, sideBySide } from './client.ts';
import { flowWith } from './flows.ts';

type Json = ApiAnswer['body'];

const DAY = 86_400_000;
/** Noon, UTC, which is the workspaces' time zone too. */
const START = Date.UTC(2027, 2, 1, 12);

let service: Service;
let newWorkspace: Awaited<ReturnType<typeof openWorkspaces>>;
/** A workspace of its own for each test, with a field `age`. */
let client: Client;

beforeAll(async () => {
  service = await startService();
  newWorkspace = await openWorkspaces(service);
  await goTo(0);
}, 180_000);

afterAll(() => service?.stop());

beforeEach(async () => {
  client = openClient(service, (await newWorkspace()).token);
  await client.post('fields.json', { name: 'Age', type: 'number' });
});

async function goTo(days: number): Promise<void> {
  await service.local('POST', 'clock', { now: new Date(START + days * DAY).toISOString() });
}

const create = async (body: object): Promise<string> => (await client.post('contacts.json', body)).uuid;
const change = (uuid: string, body: object): Promise<Json> => client.post(`contacts.json?uuid=${uuid}`, body);

/** People of these ages, with the phone numbers `phone(0)` and following. */
const createAged = (...ages: number[]): Promise<string[]> =>
  sideBySide([...ages.keys()], (n) =>
    create({ name: `Person ${n}`, urns: [phone(n)], fields: { age: String(ages[n]) } }),
  );

/** A smart group that is ready. */
async function createGroup(name: string, query: string): Promise<string> {
  const { uuid } = await client.post('groups.json', { name, query });
  await service.idle();
  expect(await groupOf(uuid)).toMatchObject({ status: 'ready' });
  return uuid;
}

const groupOf = async (uuid: string): Promise<Json> => (await client.get(`groups.json?uuid=${uuid}`)).results[0];
const namesOf = ({ groups }: Json): string[] => groups.map(({ name }: Json) => name).sort();
const groupsOf = async (uuid: string): Promise<string[]> => namesOf(await contactOf(client, uuid));

/** Who is in a group, by its list, once every count agrees with the lists. */
async function membersOf(group: string): Promise<string[]> {
  await service.idle();
  const { groups } = await exactCounts(client);
  const members: string[] = (await client.all(`contacts.json?group=${group}`)).map(({ uuid }) => uuid);
  expect(groups[group]).toBe(members.length);
  return members.sort();
}

const some = (uuids: readonly string[], ...indexes: number[]): string[] => indexes.map((n) => uuids[n] ?? '').sort();

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
    // Its selection dies three times, and comes again a second, two and three later.
    await service.local('POST', 'faults', { kill: { function: 'jobs-select', times: 3 } });
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

describe('Editing a smart group', () => {
  const edit = (uuid: string, body: object) => client.ask('POST', `groups.json?uuid=${uuid}`, body);

  it('finds its members anew', async () => {
    const uuids = await createAged(10, 20, 30, 40);
    const group = await createGroup('Adults', 'age >= 18');
    expect(await membersOf(group)).toEqual(some(uuids, 1, 2, 3));
    const answer = await edit(group, { name: 'Young', query: 'age < 30' });
    expect(answer).toMatchObject({ status: 200, body: { name: 'Young', query: 'fields.age < 30' } });
    expect(['evaluating', 'ready']).toContain(answer.body.status);
    expect(await membersOf(group)).toEqual(some(uuids, 0, 1));
    expect(await groupOf(group)).toMatchObject({ status: 'ready', count: 2 });
    expect(await groupsOf(uuids[3] ?? '')).toEqual([]);
  });

  it('by name alone, or by the same query, moves nobody', async () => {
    await createAged(20);
    const group = await createGroup('Adults', 'age >= 18');
    for (const body of [{ name: 'Grown up' }, { query: 'AGE>=18' }])
      expect(await edit(group, body)).toMatchObject({ status: 200, body: { status: 'ready', count: 1 } });
    expect((await client.all('jobs.json')).length).toBe(1);
  });

  it('keeps to what a group may be', async () => {
    const { uuid } = await client.post('groups.json', { name: 'Static' });
    const group = await createGroup('Adults', 'age >= 18');
    expect(await edit(uuid, { query: 'age > 3' })).toMatchObject({ status: 400, body: { query: [/static group/] } });
    expect(await edit(group, { query: 'status = active' })).toMatchObject({
      status: 400,
      body: { code: 'not_allowed_in_group' },
    });
    expect(await groupOf(group)).toMatchObject({ query: 'fields.age >= 18', status: 'ready' });
  });
});

describe('A field of another type', () => {
  const retype = (type: string) => client.post('fields.json?key=age', { name: 'Age', type });

  it('makes a group invalid whose query does not read any more: its members leave, and nothing starts', async () => {
    const uuids = await createAged(10, 20, 30);
    const group = await createGroup('Adults', 'age >= 18');
    await retype('text');
    expect(await membersOf(group)).toEqual([]);
    expect(await groupOf(group)).toMatchObject({ status: 'invalid', count: 0 });
    expect(await groupsOf(await create({ fields: { age: '50' } }))).toEqual([]);
    const job = { type: 'set_status', status: 'blocked', selection: { groups: [group] } };
    expect(await client.ask('POST', 'jobs.json', job)).toMatchObject({
      status: 400,
      body: { selection: ['The query of the group Adults is no longer valid. Edit it first.'] },
    });
    await client.post(`groups.json?uuid=${group}`, { query: 'age = 20' });
    expect(await membersOf(group)).toEqual(some(uuids, 1));
    expect(await groupOf(group)).toMatchObject({ status: 'ready', count: 1 });
  });

  it('finds members anew where the query now reads otherwise', async () => {
    const uuids = [await create({ fields: { age: '20' } }), await create({ fields: { age: '20.0' } })];
    const group = await createGroup('Twenty', 'age = 20');
    expect(await membersOf(group)).toEqual(some(uuids, 0, 1));
    await retype('text');
    expect(await membersOf(group)).toEqual(some(uuids, 0));
    expect(await groupOf(group)).toMatchObject({ status: 'ready', count: 1 });
  });
});

describe('A smart group that is deleted', () => {
  it('is gone for its members and for its readers', async () => {
    const [uuid = ''] = await createAged(20);
    const group = await createGroup('Adults', 'age >= 18');
    expect(await client.ask('DELETE', `groups.json?uuid=${group}`)).toMatchObject({ status: 204 });
    expect(await groupsOf(uuid)).toEqual([]);
    expect(await groupOf(group)).toBeUndefined();
    await service.idle();
    expect((await exactCounts(client)).groups).toEqual({});
    const again = await createGroup('Adults', 'age >= 18');
    expect(await membersOf(again)).toEqual([uuid]);
  });
});

describe('Days counted back from today', () => {
  /** Read units of the hourly turn, in all workspaces of this service. */
  async function turn(): Promise<number> {
    await service.idle();
    await service.local('POST', 'capacity/reset');
    expect((await service.local('POST', 'schedules/turn-groups/run')).status).toBe(200);
    const { functions } = (await service.local('GET', 'capacity')).body;
    await service.idle();
    return functions['groups-turn'].read_units;
  }

  /** People seen so many days ago. */
  async function createSeen(...days: number[]): Promise<string[]> {
    const uuids = await createAged(...days);
    await sideBySide([...days.entries()], ([n, ago]) => {
      const occurred_on = new Date(START - ago * DAY).toISOString();
      return client.post('events.json', { type: 'msg_received', urn: phone(n), text: 'Muraho', occurred_on });
    });
    return uuids;
  }

  beforeEach(() => goTo(0));

  // The turn is one for all workspaces: groups that a test left would cost in the next one.
  afterEach(async () => {
    for (const { uuid } of await client.all('groups.json')) await client.ask('DELETE', `groups.json?uuid=${uuid}`);
    await service.idle();
  });

  it('turn with the clock: some join, some leave, nobody else moves', async () => {
    const uuids = await createSeen(0, 6, 7, 8, 89, 90, 91);
    const never = await create({ name: 'Never seen' });
    const quiet = await createGroup('Quiet', 'last_seen_on < -90d OR last_seen_on = ""');
    const lately = await createGroup('Lately', 'last_seen_on >= -1w');
    expect(await membersOf(quiet)).toEqual([...some(uuids, 6), never].sort());
    expect(await membersOf(lately)).toEqual(some(uuids, 0, 1, 2));
    await turn();
    const before = await contactOf(client, uuids[4] ?? '');
    await goTo(1);
    await turn();
    expect(await membersOf(quiet)).toEqual([...some(uuids, 5, 6), never].sort());
    expect(await membersOf(lately)).toEqual(some(uuids, 0, 1));
    expect(await contactOf(client, uuids[4] ?? '')).toEqual(before);
    const jobs = (await client.all('jobs.json')).filter(({ type }) => type === 'turn_groups');
    expect(jobs).toMatchObject([{ status: 'completed', changed: 2, failed: {} }]);
    // A sign of life puts it right at once, without a turn.
    await client.post('events.json', { type: 'msg_received', urn: phone(5), text: 'Muraho' });
    expect(await groupsOf(uuids[5] ?? '')).toEqual(['Lately']);
    await turn();
    expect(await membersOf(quiet)).toEqual([...some(uuids, 6), never].sort());
  });

  it('make up for nights that were missed', async () => {
    const uuids = await createSeen(70, 83, 84, 88, 90);
    const quiet = await createGroup('Quiet', 'last_seen_on < -90d');
    expect(await membersOf(quiet)).toEqual([]);
    await goTo(7);
    await turn();
    expect(await membersOf(quiet)).toEqual(some(uuids, 2, 3, 4));
    await goTo(21);
    await turn();
    expect(await membersOf(quiet)).toEqual(some(uuids, 0, 1, 2, 3, 4));
  });

  it('cost 8 read units a group in a night when nobody moves, and nothing within a day', async () => {
    const GROUPS = 3;
    await createSeen(...Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? 3 : 200)));
    for (const days of [30, 60, 90]) await createGroup(`Quiet ${days}`, `last_seen_on < -${days}d`);
    await turn();
    // The clock is set both times, since functions start anew then and read the groups again.
    await goTo(0.25);
    const withinTheDay = await turn();
    await goTo(1);
    const overnight = await turn();
    const others = (await client.all('jobs.json')).filter(({ type }) => type === 'turn_groups');
    expect(others).toEqual([]);
    expect(overnight - withinTheDay).toBeGreaterThan(0);
    expect(overnight - withinTheDay).toBeLessThanOrEqual(8 * GROUPS);
    expect((await exactCounts(client)).folders).toMatchObject({ active: 60 });
  });
});
