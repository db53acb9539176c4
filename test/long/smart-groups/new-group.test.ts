import { describe, expect, it } from 'vitest';
import { contactOf, phone, setStatus } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import {
  change,
  client,
  create,
  createAged,
  createGroup,
  DAY,
  groupOf,
  membersOf,
  onStage,
  START,
  some,
  stage,
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

  it('includes dormant contacts, and none that is not active', async () => {
    await client.post('settings.json', { dormancy_days: 1 });
    const uuids = await createAged(20, 20, 20, 20, 20);
    for (const [n, status] of ['archived', 'stopped', 'blocked'].entries())
      await setStatus(client, status, uuids[n] ?? '');
    const occurred_on = new Date(START - 3 * DAY).toISOString();
    await client.post('events.json', { type: 'msg_received', urn: phone(3), text: 'Muraho', occurred_on });
    await stage.service.run('flag-dormant');
    await stage.settle();
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

  it('must have a valid query, and a name that is not taken', async () => {
    await createGroup('Adults', 'age >= 18');
    const wrong = await client.ask('POST', 'groups.json', { name: 'Old', query: 'age > old' });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'invalid_number', start: 6, end: 9 } });
    const taken = await client.ask('POST', 'groups.json', { name: 'adults', query: 'age > 3' });
    expect(taken).toMatchObject({ status: 400, body: { name: ['This field must be unique.'] } });
  });
});

describe('A group whose members are still being found', () => {
  const WAIT = 'The members of the group Adults are still being found. Try again when it is ready.';

  it('is refused as a recipient, keeps its query, and has all its members in the end', async () => {
    const uuids = await createAged(10, 20, 30, 40);
    const flow = flowWith('Name them', 5_000, [{ type: 'set_contact_name', name: 'Started' }]);
    await client.post('flows.json', flow);
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
    // Changed while members are being found: one enters, one leaves, one is new.
    await change(uuids[0] ?? '', { fields: { age: '50' } });
    await change(uuids[1] ?? '', { fields: { age: '5' } });
    const late = await create({ fields: { age: '60' } });
    expect(await groupOf(uuid)).toMatchObject({ status: 'evaluating' });

    expect(await membersOf(uuid)).toEqual([...some(uuids, 0, 2, 3), late].sort());
    expect(await groupOf(uuid)).toMatchObject({ status: 'ready', count: 4 });
    const start = await client.post('flow_starts.json', { flow: flow.uuid, groups: [uuid] });
    await stage.settle();
    const [done] = (await client.get(`flow_starts.json?uuid=${start.uuid}`)).results;
    expect(done).toMatchObject({ status: 'completed', progress: { total: 4, started: 4 } });
    expect(await client.all('contacts.json?query=name%3DStarted')).toHaveLength(4);
  });
});
