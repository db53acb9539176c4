import { describe, expect, test } from 'vitest';
import { getFields } from '../../../functions/fields/list.ts';
import { saveField } from '../../../functions/fields/save.ts';
import { storeGroup } from '../../../shared/data/workspace/groups.ts';
import { updateSettings } from '../../../shared/data/workspace/settings.ts';
import type { GroupId } from '../../../shared/domain/ids.ts';
import { MAX_FIELDS, MAX_GROUPS } from '../../../shared/domain/workspace-names.ts';
import { worlds } from '../jobs/engine.ts';
import { NOW, newGroup, newId, type World } from '../jobs/world.ts';
import { call, newField, post, remove, smartGroup } from './api.ts';

const LIMIT = { status: 409, body: { detail: 'Cannot create object because workspace has reached limit.' } };

const times = <Made>(count: number, make: (index: number) => Promise<Made>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

describe('groups and fields', () => {
  const world = worlds();

  test('beyond the limit are refused with 409', async () => {
    await times(MAX_GROUPS, () => newGroup(world()));
    expect(await post(world(), { name: 'One too many' })).toEqual(LIMIT);
    await times(MAX_FIELDS, (index) => newField(world(), `field_${index}`, 'text'));
    expect(await call(world(), saveField, { body: { name: 'One too many', type: 'text' } })).toEqual(LIMIT);
  });

  test('may be more or fewer where the workspace says so, and go down again', async () => {
    const { data, workspace } = world();
    await updateSettings(data, workspace, { limits: { groups: MAX_GROUPS + 1, fields: 1 } }, NOW);
    const [first] = await times(MAX_GROUPS, () => newGroup(world()));
    expect((await post(world(), { name: 'The last' })).status).toBe(201);
    expect(await post(world(), { name: 'One too many' })).toEqual(LIMIT);
    expect((await remove(world(), String(first))).status).toBe(204);
    expect((await post(world(), { name: 'In its place' })).status).toBe(201);
    await newField(world(), 'only', 'text');
    expect(await call(world(), saveField, { body: { name: 'One too many', type: 'text' } })).toEqual(LIMIT);
  });

  test('are not changed or deleted when they are the system’s', async () => {
    const uuid = newId() as string as GroupId;
    const group = { uuid, name: 'Open Tickets', query: null, status: 'ready', system: true, createdOn: NOW } as const;
    await storeGroup(world().data, world().workspace, group);
    expect(await post(world(), { name: 'Mine' }, uuid)).toEqual({
      status: 403,
      body: { detail: 'Cannot modify system object.' },
    });
    expect(await remove(world(), uuid)).toEqual({ status: 403, body: { detail: 'Cannot delete system object.' } });
  });

  test('a field says how many smart groups use it', async () => {
    await newField(world(), 'age', 'number');
    await newField(world(), 'town', 'text');
    await smartGroup(world(), 'age > 18');
    await smartGroup(world(), 'age < 5 OR town = kigali');
    expect(await usages(world())).toEqual({ age: 2, town: 1 });
    await call(world(), saveField, { query: { key: 'age' }, body: { name: 'Age', type: 'text' } });
    expect(await usages(world())).toEqual({ age: 0, town: 0 });
  });
});

async function usages(world: World) {
  const { body } = await call(world, getFields, {});
  const fields = body.results as readonly { key: string; usages: { groups: number } }[];
  return Object.fromEntries(fields.map(({ key, usages: { groups } }) => [key, groups]));
}
