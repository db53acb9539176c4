/** Groups and fields as they are saved, at what limits, and when another request is quicker. */
import { describe, expect, test } from 'vitest';
import { getFields } from '../../../functions/fields/list.ts';
import { saveField } from '../../../functions/fields/save.ts';
import { importFlow } from '../../../functions/flows/import.ts';
import { removeGroup } from '../../../functions/groups/groups.ts';
import { saveGroup } from '../../../functions/groups/save.ts';
import { loadAssets } from '../../../shared/data/workspace/assets.ts';
import { deleteGroup, storeGroup } from '../../../shared/data/workspace/groups.ts';
import type { ContactId, FieldKey, GroupId, JobId } from '../../../shared/domain/ids.ts';
import { MAX_FIELDS, MAX_GROUPS } from '../../../shared/domain/workspace-names.ts';
import { submitRepairGroups } from '../../../shared/services/groups/repair.ts';
import { contact, many, NOW, newId, type World, worlds } from '../engine/world.ts';
import { call, create, interrupted, membersAmong, newField, post, remove, shown, smartGroup } from './api.ts';

const world = worlds();

describe('a smart group', () => {
  test('that is deleted while it is being populated leaves no members and a job that ends', async () => {
    const uuids = await world().put(many(3, { name: 'Ann' }));
    const uuid = await smartGroup(world(), 'name = ann');
    await deleteGroup(world().data, world().workspace, uuid);
    await world().drain();
    expect(await world().jobs()).toMatchObject([{ status: 'completed' }]);
    expect(await membersAmong(world(), uuid, uuids)).toEqual([]);
  });

  test('changes its query when it is ready: its members are found again, under a new name if one is given', async () => {
    const [ann, bob] = await world().put([contact({ name: 'Ann' }), contact({ name: 'Bob' })]);
    const uuid = await smartGroup(world(), 'name = ann');
    await world().drain();
    const { status, body } = await post(world(), { name: 'Bobs', query: 'name = bob' }, uuid);
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Bobs', query: 'name = "bob"', status: 'evaluating' });
    await world().drain();
    expect(await shown(world(), uuid)).toMatchObject({ name: 'Bobs', status: 'ready' });
    expect(await membersAmong(world(), uuid, [ann, bob])).toEqual([bob]);
  });

  test('changes it again when the job was interrupted, or failed for a contact', async () => {
    await newField(world(), 'age', 'number');
    const [young] = await world().put([contact({ fields: { ['age' as FieldKey]: { text: '5', number: '5' } } })]);
    const uuid = await smartGroup(world(), 'age < 18');
    const [first] = await world().jobs();
    await world().interrupt(first?.uuid as JobId);
    expect(await shown(world(), uuid)).toMatchObject({ status: 'evaluating' });
    world().pass(1);
    const evaluating = { status: 200, body: { status: 'evaluating' } };
    expect(await post(world(), { query: 'age < 6' }, uuid)).toMatchObject(evaluating);
    // The first job's message has no effect; the second's slice is given up.
    await world().deliverNext();
    await world().deliverNext();
    await world().giveUp(world().taken(1)[0]);
    expect((await world().jobs())[0]).toMatchObject({ status: 'completed', totals: { failed: { worker: 1 } } });
    expect(await shown(world(), uuid)).toMatchObject({ status: 'evaluating' });
    expect(await post(world(), { query: 'age < 6' }, uuid)).toMatchObject({ status: 200 });
    await world().drain();
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready' });
    expect(await membersAmong(world(), uuid, [young])).toEqual([young]);
  });
});

const retype = (world: World, type: string) =>
  call(world, saveField, { query: { key: 'age' }, body: { name: 'age', type } });

const aged = (world: World, value: string): Promise<ContactId> =>
  create(world, [{ type: 'field', field: 'age' as never, value }]);

describe('another type of a field', () => {
  test('makes a group invalid whose query is no longer valid, and removes its members', async () => {
    await newField(world(), 'age', 'number');
    const uuids = [await aged(world(), '20'), await aged(world(), '5')];
    const uuid = await smartGroup(world(), 'age > 18');
    await world().drain();
    expect(await membersAmong(world(), uuid, uuids)).toEqual([uuids[0]]);
    expect(await retype(world(), 'text')).toMatchObject({ status: 200 });
    expect(await shown(world(), uuid)).toMatchObject({ status: 'invalid' });
    await world().drain();
    expect(await shown(world(), uuid)).toMatchObject({ status: 'invalid' });
    expect(await membersAmong(world(), uuid, uuids)).toEqual([]);
    const made = await aged(world(), '30');
    expect(await membersAmong(world(), uuid, [made])).toEqual([]);

    const evaluating = { status: 200, body: { status: 'evaluating' } };
    expect(await post(world(), { query: 'age = 5' }, uuid)).toMatchObject(evaluating);
    await world().drain();
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready' });
    expect(await membersAmong(world(), uuid, [...uuids, made])).toEqual([uuids[1]]);
  });

  test('while the group is populated: the job’s end does not make it ready', async () => {
    await newField(world(), 'age', 'number');
    const uuids = [await aged(world(), '20')];
    const uuid = await smartGroup(world(), 'age > 18');
    await retype(world(), 'text');
    await world().drain();
    expect(await shown(world(), uuid)).toMatchObject({ status: 'invalid' });
    expect(await membersAmong(world(), uuid, uuids)).toEqual([]);
  });

  test('finds members again where the query now means something else', async () => {
    await newField(world(), 'age', 'text');
    const uuids = [await aged(world(), '5.0'), await aged(world(), '5')];
    const uuid = await smartGroup(world(), 'age = 5');
    await world().drain();
    expect(await membersAmong(world(), uuid, uuids)).toEqual([uuids[1]]);
    await retype(world(), 'number');
    expect(await shown(world(), uuid)).toMatchObject({ status: 'evaluating' });
    await world().drain();
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready' });
    expect(await membersAmong(world(), uuid, uuids)).toEqual(uuids);
  });

  test('does not change groups whose query does not use the field', async () => {
    await newField(world(), 'age', 'text');
    await smartGroup(world(), 'name = ann');
    await world().drain();
    await retype(world(), 'number');
    expect(world().queued).toEqual([]);
  });
});

const LIMIT = { status: 409, body: { detail: 'Cannot create object because workspace has reached limit.' } };

const times = <Made>(count: number, make: (index: number) => Promise<Made>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

describe('groups and fields', () => {
  test('beyond the limit are refused with 409', async () => {
    await times(MAX_GROUPS, () => world().newGroup());
    expect(await post(world(), { name: 'One too many' })).toEqual(LIMIT);
    await times(MAX_FIELDS, (index) => newField(world(), `field_${index}`, 'text'));
    expect(await call(world(), saveField, { body: { name: 'One too many', type: 'text' } })).toEqual(LIMIT);
  });

  test('may be more or fewer where the workspace says so, and go down again', async () => {
    await world().set({ limits: { groups: MAX_GROUPS + 1, fields: 1 } });
    const [first] = await times(MAX_GROUPS, () => world().newGroup());
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

const NOT_FOUND = { status: 404, body: { detail: 'No ContactGroup matches the given query.' } };
const NOT_UNIQUE = { status: 400, body: { name: ['This field must be unique.'] } };

describe('when another request is quicker', () => {
  const save = (between: () => Promise<unknown>, sent: Parameters<typeof call>[2]) =>
    call(world(), interrupted(saveGroup, between), sent);
  const taken = () => post(world(), { name: 'Reporters' });

  test('a group that has been deleted is neither changed nor deleted', async () => {
    const { body } = await post(world(), { name: 'Old' });
    const query = { uuid: body.uuid as string };
    const gone = () => remove(world(), body.uuid);
    expect(await save(gone, { query, body: { name: 'New' } })).toEqual(NOT_FOUND);
    expect(await call(world(), removeGroup, { query })).toEqual(NOT_FOUND);
  });

  test('a name that has been taken is refused, for a new group and for a renamed one', async () => {
    expect(await save(taken, { body: { name: 'reporters' } })).toEqual(NOT_UNIQUE);
    const uuid = await smartGroup(world(), 'name = ann', 'Anns');
    await world().drain();
    expect(await save(async () => undefined, { query: { uuid }, body: { name: 'Reporters' } })).toEqual(NOT_UNIQUE);
  });

  test('another query is refused while members for a newer one are being found', async () => {
    const uuid = await smartGroup(world(), 'name = ann', 'Anns');
    await world().drain();
    const newer = () => post(world(), { query: 'name = bob' }, uuid);
    const query = ['You cannot update the query of a group that is populating.'];
    const answer = await save(newer, { query: { uuid }, body: { query: 'name = cid' } });
    expect(answer).toEqual({ status: 400, body: { query } });
    expect(await shown(world(), uuid)).toMatchObject({ query: 'name = "bob"' });
  });

  test('a field whose name has been taken is refused', async () => {
    const between = () => newField(world(), 'age', 'number');
    const sent = { body: { label: 'Age', type: 'text' } };
    const answer = await call(world(), interrupted(saveField, between), sent);
    expect(answer).toEqual({ status: 400, body: { label: ['This field must be unique.'] } });
  });

  test('an import is refused when its group or its field has been created', async () => {
    const file = (parts: object) => ({ version: '13', flows: [], ...parts });
    const group = { uuid: newId(), name: 'Reporters' };
    const groups = await call(world(), interrupted(importFlow, taken), { body: file({ groups: [group] }) });
    expect(groups).toEqual({ status: 400, body: { groups: ['Reporters is in use.'] } });
    const field = { key: 'age', name: 'Age', type: 'text' };
    const between = () => newField(world(), 'age', 'number');
    const fields = await call(world(), interrupted(importFlow, between), { body: file({ fields: [field] }) });
    expect(fields).toEqual({ status: 400, body: { fields: ['Age is in use.'] } });
  });

  test('a group that its job has just made ready is not populated again by settings that change nothing', async () => {
    await smartGroup(world(), 'last_seen_on > 01-02-2026');
    const { data, workspace, clock } = world();
    const assets = await loadAssets(data, workspace);
    await world().drain();
    expect(await submitRepairGroups(world(), workspace, { assets, by: 'token-1', now: clock })).toBe(0);
    expect(await world().jobs()).toMatchObject([{ work: { type: 'populate_group' } }]);
  });
});
