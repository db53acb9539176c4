import { describe, expect, test } from 'vitest';
import { saveField } from '../../../functions/fields/save.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { worlds } from '../jobs/engine.ts';
import { drain, type World } from '../jobs/world.ts';
import { call, create, membersAmong, newField, post, shown, smartGroup } from './api.ts';

const retype = (world: World, type: string) =>
  call(world, saveField, { query: { key: 'age' }, body: { name: 'age', type } });

const aged = (world: World, value: string): Promise<ContactId> =>
  create(world, [{ type: 'field', field: 'age' as never, value }]);

describe('another type of a field', () => {
  const world = worlds();

  test('makes a group invalid whose query is no longer valid, and removes its members', async () => {
    await newField(world(), 'age', 'number');
    const uuids = [await aged(world(), '20'), await aged(world(), '5')];
    const uuid = await smartGroup(world(), 'age > 18');
    await drain(world());
    expect(await membersAmong(world(), uuid, uuids)).toEqual([uuids[0]]);
    expect(await retype(world(), 'text')).toMatchObject({ status: 200 });
    expect(await shown(world(), uuid)).toMatchObject({ status: 'invalid' });
    await drain(world());
    expect(await shown(world(), uuid)).toMatchObject({ status: 'invalid' });
    expect(await membersAmong(world(), uuid, uuids)).toEqual([]);
    const made = await aged(world(), '30');
    expect(await membersAmong(world(), uuid, [made])).toEqual([]);

    expect(await post(world(), { query: 'age = 5' }, uuid)).toMatchObject({
      status: 200,
      body: { status: 'evaluating' },
    });
    await drain(world());
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready' });
    expect(await membersAmong(world(), uuid, [...uuids, made])).toEqual([uuids[1]]);
  });

  test('while the group is populated: the job’s end does not make it ready', async () => {
    await newField(world(), 'age', 'number');
    const uuids = [await aged(world(), '20')];
    const uuid = await smartGroup(world(), 'age > 18');
    await retype(world(), 'text');
    await drain(world());
    expect(await shown(world(), uuid)).toMatchObject({ status: 'invalid' });
    expect(await membersAmong(world(), uuid, uuids)).toEqual([]);
  });

  test('finds members again where the query now means something else', async () => {
    await newField(world(), 'age', 'text');
    const uuids = [await aged(world(), '5.0'), await aged(world(), '5')];
    const uuid = await smartGroup(world(), 'age = 5');
    await drain(world());
    expect(await membersAmong(world(), uuid, uuids)).toEqual([uuids[1]]);
    await retype(world(), 'number');
    expect(await shown(world(), uuid)).toMatchObject({ status: 'evaluating' });
    await drain(world());
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready' });
    expect(await membersAmong(world(), uuid, uuids)).toEqual(uuids);
  });

  test('does not change groups whose query does not use the field', async () => {
    await newField(world(), 'age', 'text');
    await smartGroup(world(), 'name = ann');
    await drain(world());
    await retype(world(), 'number');
    expect(world().queued).toEqual([]);
  });
});
