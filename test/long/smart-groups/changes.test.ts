import { describe, expect, it } from 'vitest';
import { exactCounts } from '../../support/api/census.ts';
import {
  client,
  create,
  createAged,
  createGroup,
  groupOf,
  groupsOf,
  membersOf,
  onStage,
  some,
  stage,
} from './stage.ts';

onStage();

describe('Editing a smart group', () => {
  const edit = (uuid: string, body: object) => client.ask('POST', `groups.json?uuid=${uuid}`, body);

  it('finds its members again', async () => {
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

  it('by name alone, or with the same query, moves no contact', async () => {
    await createAged(20);
    const group = await createGroup('Adults', 'age >= 18');
    for (const body of [{ name: 'Grown up' }, { query: 'AGE>=18' }])
      expect(await edit(group, body)).toMatchObject({ status: 200, body: { status: 'ready', count: 1 } });
    expect((await client.all('jobs.json')).length).toBe(1);
  });

  it('is refused for a static group, and when the query cannot define a group', async () => {
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

  it('makes a group invalid whose query is no longer valid: its members are removed, and no flow starts for it', async () => {
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

  it('finds members again where the query now means something else', async () => {
    const uuids = [await create({ fields: { age: '20' } }), await create({ fields: { age: '20.0' } })];
    const group = await createGroup('Twenty', 'age = 20');
    expect(await membersOf(group)).toEqual(some(uuids, 0, 1));
    await retype('text');
    expect(await membersOf(group)).toEqual(some(uuids, 0));
    expect(await groupOf(group)).toMatchObject({ status: 'ready', count: 1 });
  });
});

describe('A smart group that is deleted', () => {
  it('is removed from its members and from the lists', async () => {
    const [uuid = ''] = await createAged(20);
    const group = await createGroup('Adults', 'age >= 18');
    expect(await client.ask('DELETE', `groups.json?uuid=${group}`)).toMatchObject({ status: 204 });
    expect(await groupsOf(uuid)).toEqual([]);
    expect(await groupOf(group)).toBeUndefined();
    await stage.settle();
    expect((await exactCounts(client)).groups).toEqual({});
    const again = await createGroup('Adults', 'age >= 18');
    expect(await membersOf(again)).toEqual([uuid]);
  });
});
