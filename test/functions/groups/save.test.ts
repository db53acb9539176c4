import { describe, expect, test } from 'vitest';
import { interruptJob, listJobs } from '../../../shared/data/jobs/index.ts';
import { deleteGroup, storeGroup } from '../../../shared/data/workspace/groups.ts';
import type { ContactId, FieldKey, GroupId } from '../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import { worlds } from '../jobs/engine.ts';
import { contact, deliver, drain, giveUp, jobOf, many, NOW, newId, put, type World } from '../jobs/world.ts';
import { create, membersAmong, modify, newField, post, remove, shown, smartGroup } from './api.ts';

async function lastJob({ data, workspace }: World) {
  const [job] = (await listJobs(data, workspace, { limit: 1 })).jobs;
  if (job === undefined) throw new Error('There is no job');
  return job;
}

describe('a smart group', () => {
  const world = worlds();

  test('is created in normal form, evaluated by a job, and then ready', async () => {
    const [ann, bob, cat] = await put(world(), [
      contact({ name: 'Ann', lastSeenOn: NOW }),
      contact({ name: 'Bob' }),
      contact({ name: 'Ann', dormantSince: NOW }),
    ]);
    const { status, body } = await post(world(), { name: 'Anns', query: 'name=ann' });
    expect(status).toBe(201);
    expect(body).toEqual({
      uuid: expect.any(String),
      name: 'Anns',
      query: 'name = "ann"',
      status: 'evaluating',
      system: false,
      count: 0,
    });
    expect(await drain(world())).toBe(2);
    expect(await shown(world(), body.uuid)).toMatchObject({ status: 'ready', query: 'name = "ann"' });
    const all = [ann, bob, cat] as ContactId[];
    expect(await membersAmong(world(), body.uuid, all)).toEqual([ann, cat]);
    expect(await lastJob(world())).toMatchObject({
      work: { type: 'populate_group', group: body.uuid },
      status: 'completed',
      totals: { changed: 2, unchanged: 1 },
    });
  });

  test('that no contact matches is ready as soon as that is known', async () => {
    const uuid = await smartGroup(world(), 'name = ann');
    await drain(world());
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready', count: 0 });
  });

  test('takes active contacts only', async () => {
    const uuids = await put(world(), [
      contact({ name: 'Ann', status: 'archived' }),
      contact({ name: 'Ann', status: 'stopped' }),
      contact({ name: 'Ann', status: 'blocked' }),
    ]);
    const uuid = await smartGroup(world(), 'name = ann');
    await drain(world());
    expect(await membersAmong(world(), uuid, uuids)).toEqual([]);
    await modify(world(), uuids[0] as ContactId, [{ type: 'status', status: 'active' }]);
    expect(await membersAmong(world(), uuid, uuids)).toEqual([uuids[0]]);
  });

  test('includes contacts that are created or changed while it is being populated', async () => {
    const [leaving, coming, waking] = (await put(world(), [
      contact({ name: 'Ann' }),
      contact({ name: 'Bob' }),
      contact({ name: 'Ann', dormantSince: NOW, lastSeenOn: addDays(NOW, -200) }),
    ])) as [ContactId, ContactId, ContactId];
    const uuid = await smartGroup(world(), 'name = ann');
    const [selecting] = world().queued.splice(0, 1);
    const made = await create(world(), [{ type: 'name', name: 'Ann' }]);
    // Moves from the folder dormant to active, and is evaluated although the query does not use the folder.
    await modify(world(), waking, [{ type: 'seen', seenOn: NOW }]);
    expect(await membersAmong(world(), uuid, [waking])).toEqual([waking]);
    if (selecting) await deliver(world(), selecting);
    await modify(world(), coming, [{ type: 'name', name: 'Ann' }]);
    await modify(world(), leaving, [{ type: 'name', name: 'Eve' }]);
    await drain(world());
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready' });
    expect(await membersAmong(world(), uuid, [leaving, coming, waking, made])).toEqual([coming, waking, made]);
  });

  test('is one of at most 250', async () => {
    await smartGroup(world(), 'name = ann', 'Anns');
    for (let i = 1; i < 250; i++) {
      const group = { uuid: newId() as string as GroupId, name: `G${i}`, query: null, system: false, createdOn: NOW };
      await storeGroup(world().data, world().workspace, { ...group, status: 'ready' });
    }
    expect(await post(world(), { name: 'one more', query: 'name = bob' })).toMatchObject({ status: 409 });
  });

  test('is deleted as a static one is', async () => {
    const uuids = await put(world(), many(3, { name: 'Ann' }));
    const uuid = await smartGroup(world(), 'name = ann');
    await drain(world());
    expect(await membersAmong(world(), uuid, uuids)).toHaveLength(3);
    expect(await remove(world(), uuid)).toMatchObject({ status: 204 });
    await drain(world());
    expect(await membersAmong(world(), uuid, uuids)).toEqual([]);
  });

  test('that is deleted while it is being populated leaves no members and a job that ends', async () => {
    const uuids = await put(world(), many(3, { name: 'Ann' }));
    const uuid = await smartGroup(world(), 'name = ann');
    const { uuid: job } = await lastJob(world());
    await deleteGroup(world().data, world().workspace, uuid);
    await drain(world());
    expect(await jobOf(world(), job)).toMatchObject({ status: 'completed' });
    expect(await membersAmong(world(), uuid, uuids)).toEqual([]);
  });
});

describe('the query of a group', () => {
  const world = worlds();

  test('can be changed when the group is ready: its members are found again, under a new name if one is given', async () => {
    const [ann, bob] = (await put(world(), [contact({ name: 'Ann' }), contact({ name: 'Bob' })])) as [
      ContactId,
      ContactId,
    ];
    const uuid = await smartGroup(world(), 'name = ann');
    await drain(world());
    const { status, body } = await post(world(), { name: 'Bobs', query: 'name = bob' }, uuid);
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Bobs', query: 'name = "bob"', status: 'evaluating' });
    await drain(world());
    expect(await shown(world(), uuid)).toMatchObject({ name: 'Bobs', status: 'ready' });
    expect(await membersAmong(world(), uuid, [ann, bob])).toEqual([bob]);
  });

  test('is refused for a system group', async () => {
    const system = { uuid: newId() as string as GroupId, name: 'Open Tickets', query: 'tickets > 0', createdOn: NOW };
    await storeGroup(world().data, world().workspace, { ...system, system: true, status: 'ready' });
    expect(await post(world(), { query: 'name = ann' }, system.uuid)).toMatchObject({ status: 403 });
  });

  test('can be changed again when the job was interrupted, or failed for a contact', async () => {
    await newField(world(), 'age', 'number');
    const [young] = (await put(world(), [
      contact({ fields: { ['age' as FieldKey]: { text: '5', number: '5' } } }),
    ])) as [ContactId];
    const uuid = await smartGroup(world(), 'age < 18');
    await interruptJob(world().data, world().workspace, (await lastJob(world())).uuid, NOW);
    expect(await shown(world(), uuid)).toMatchObject({ status: 'evaluating' });
    world().clock = instant(NOW + 1_000_000);
    expect(await post(world(), { query: 'age < 6' }, uuid)).toMatchObject({
      status: 200,
      body: { status: 'evaluating' },
    });
    // The first job's message has no effect; the second's slice is given up.
    await deliver(world(), ...(world().queued.splice(0, 1) as [never]));
    await deliver(world(), ...(world().queued.splice(0, 1) as [never]));
    await giveUp(world(), ...(world().queued.splice(0, 1) as [never]));
    expect(await lastJob(world())).toMatchObject({ status: 'completed', totals: { failed: { worker: 1 } } });
    expect(await shown(world(), uuid)).toMatchObject({ status: 'evaluating' });
    expect(await post(world(), { query: 'age < 6' }, uuid)).toMatchObject({ status: 200 });
    await drain(world());
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready' });
    expect(await membersAmong(world(), uuid, [young])).toEqual([young]);
  });
});
