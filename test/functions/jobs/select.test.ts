import { describe, expect, test } from 'vitest';
import { deleteVersion } from '../../../shared/data/contacts/delete.ts';
import { putStints } from '../../../shared/data/contacts/rosters.ts';
import { freezePage } from '../../../shared/data/jobs/freeze.ts';
import { interruptJob, runJob } from '../../../shared/data/jobs/index.ts';
import { SELECTION_START } from '../../../shared/data/jobs/selection-cursor.ts';
import { closeSlice, openSlices, readSlice } from '../../../shared/data/jobs/slices.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { type Job, SLICE_SIZE } from '../../../shared/domain/jobs/job.ts';
import { NO_TOTALS } from '../../../shared/domain/jobs/totals.ts';
import { continueJob } from '../../../shared/services/jobs/submit.ts';
import { worlds } from './engine.ts';
import {
  ARCHIVE,
  contact,
  deliver,
  drain,
  jobOf,
  type Message,
  many,
  NO_CAPACITY,
  NOW,
  newGroup,
  newId,
  put,
  submit,
  type World,
} from './world.ts';

/** Delivers select messages only, so that the frozen manifest can be read before any contact is changed. */
async function selectAll(world: World): Promise<number> {
  let count = 0;
  for (;;) {
    const at = world.queued.findIndex(({ queue }) => queue === 'select');
    if (at < 0) return count;
    await deliver(world, ...(world.queued.splice(at, 1) as [Message]));
    count++;
  }
}

async function manifestOf(world: World, { uuid }: Job): Promise<ContactId[][]> {
  const { slices } = await openSlices(world.data, world.workspace, uuid, { from: 0, limit: 1000 });
  const read = await Promise.all(slices.map((slice) => readSlice(world.data, world.workspace, uuid, slice)));
  return read.map((slice) => [...(slice?.uuids ?? [])]);
}

const sorted = (uuids: Iterable<ContactId>) => [...uuids].sort();

describe('select', () => {
  const world = worlds();

  test('freezes members of groups and listed contacts, each once, in full slices', async () => {
    const [first, second] = [await newGroup(world()), await newGroup(world())];
    const members = await put(world(), [...many(400, { groups: [first] }), ...many(300, { groups: [first, second] })]);
    const others = await put(world(), many(2));
    await put(world(), many(5));
    const contacts = [...others, ...members.slice(0, 10), ...others];
    const job = await submit(world(), ARCHIVE, { groups: [first, second], contacts, activeOnly: true });
    await selectAll(world());
    const manifest = await manifestOf(world(), job);
    expect(manifest.map(({ length }) => length)).toEqual([SLICE_SIZE, 202]);
    expect(sorted(manifest.flat())).toEqual(sorted([...members, ...others]));
    expect(await jobOf(world(), job.uuid)).toMatchObject({
      status: 'queued',
      total: 702,
      slices: { total: 2, done: 0 },
    });
    expect(world().queued.map(({ body }) => body)).toEqual([
      { workspace: world().workspace, job: job.uuid, slice: 0, turn: 0 },
      { workspace: world().workspace, job: job.uuid, slice: 1, turn: 0 },
    ]);
  });

  test('leaves out contacts that the roster still has but that are no longer members', async () => {
    const { data, workspace } = world();
    const group = await newGroup(world());
    const [member, deleted] = [contact({ groups: [group] }), contact({ groups: [group], status: 'archived' })];
    const left = contact();
    await put(world(), [member, deleted, left]);
    await putStints(data, workspace, [
      { contact: left.uuid, group, version: 1, at: NOW },
      { contact: newId(), group, version: 1, at: NOW },
    ]);
    await deleteVersion(data, workspace, deleted, { by: 'token-1', via: 'api' }, NOW);
    const job = await submit(world(), ARCHIVE, { groups: [group], contacts: [], activeOnly: false });
    await selectAll(world());
    expect(await manifestOf(world(), job)).toEqual([[member.uuid]]);
  });

  test('takes listed contacts of any status, unless only active ones are wanted; unknown ones never', async () => {
    const uuids = await put(world(), [contact(), contact({ status: 'blocked' }), contact({ status: 'archived' })]);
    const contacts = [...uuids, newId()];
    const all = await submit(world(), ARCHIVE, { groups: [], contacts, activeOnly: false });
    const active = await submit(world(), ARCHIVE, { groups: [], contacts, activeOnly: true });
    await selectAll(world());
    expect((await jobOf(world(), all.uuid)).total).toBe(3);
    expect(await manifestOf(world(), active)).toEqual([uuids.slice(0, 1)]);
  });

  test('takes a folder; active has the dormant ones too', async () => {
    const active = await put(world(), [...many(3), ...many(2, { dormantSince: NOW })]);
    await put(world(), many(4, { status: 'archived' }));
    const job = await submit(world(), ARCHIVE, { folder: 'active' });
    await selectAll(world());
    expect(sorted((await manifestOf(world(), job)).flat())).toEqual(sorted(active));
  });

  test('takes of a folder only contacts not seen since a given day', async () => {
    const since = addDays(NOW, -90);
    const [before, that] = [contact({ lastSeenOn: addDays(NOW, -91) }), contact({ lastSeenOn: addDays(NOW, -90) })];
    await put(world(), [before, that]);
    const job = await submit(world(), ARCHIVE, { folder: 'active', notSeenSince: since });
    await selectAll(world());
    expect(await manifestOf(world(), job)).toEqual([[before.uuid]]);
  });

  test.each([false, true])('completes at once when there are no contacts (preview: %s)', async (preview) => {
    const groups = [await newGroup(world())];
    const job = await submit(world(), ARCHIVE, { groups, contacts: [], activeOnly: true }, { preview });
    expect(await drain(world())).toBe(1);
    expect(await jobOf(world(), job.uuid)).toMatchObject({ status: 'completed', total: 0, slices: { total: 0 } });
  });

  test('a preview waits until it is run', async () => {
    await put(world(), many(3, { status: 'archived' }));
    const job = await submit(world(), { type: 'delete' }, { folder: 'archived' }, { preview: true });
    expect(await drain(world())).toBe(1);
    const ready = await jobOf(world(), job.uuid);
    expect(ready).toMatchObject({ status: 'ready', total: 3 });
    await deliver(world(), {
      queue: 'select',
      body: { workspace: world().workspace, job: job.uuid, page: 0, send: true },
    });
    expect(world().queued).toEqual([]);
    await runJob(world().data, world().workspace, job.uuid, {
      token: ready.token ?? '',
      count: 3,
      settings: {},
      now: NOW,
    });
    await continueJob(world(), world().workspace, ready);
    await drain(world());
    expect(await jobOf(world(), job.uuid)).toMatchObject({ status: 'completed', totals: { changed: 3 } });
  });

  test('continues in a message for each partition after some pages, and stops when the job is interrupted', async () => {
    const count = 21 * SLICE_SIZE;
    await put(world(), many(count));
    const job = await submit(world(), ARCHIVE, { folder: 'active' });
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    const half = await jobOf(world(), job.uuid);
    expect(half.status).toBe('pending');
    expect(half.frozen).toBeLessThanOrEqual(20 * SLICE_SIZE);
    expect(world().queued.length).toBeGreaterThan(0);
    for (const { queue, body } of world().queued)
      expect({ queue, body }).toEqual({
        queue: 'select',
        body: { workspace: world().workspace, job: job.uuid, page: half.page, partition: expect.any(Number) },
      });
    const other = await submit(world(), ARCHIVE, { folder: 'active' });
    await interruptJob(world().data, world().workspace, other.uuid, NOW);
    await selectAll(world());
    expect(await jobOf(world(), job.uuid)).toMatchObject({ status: 'queued', total: count });
    expect(await jobOf(world(), other.uuid)).toMatchObject({ status: 'interrupted', frozen: 0 });
  });

  test('sends the first open slice of each lane, however many slices there are', async () => {
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    world().queued.splice(0);
    let job = await jobOf(world(), uuid);
    for (let left = 1_004; left >= 0; left--) {
      const page = { uuids: [newId()], cursor: left === 0 ? null : SELECTION_START, capacity: NO_CAPACITY, now: NOW };
      job = (await freezePage(world().data, job, page)) ?? job;
    }
    const closing = { totals: { ...NO_TOTALS, unchanged: 1 }, capacity: NO_CAPACITY, now: NOW };
    for (const slice of [0, 2, 9]) await closeSlice(world().data, job, slice, closing);
    await continueJob(world(), world().workspace, job);
    expect(await selectAll(world())).toBe(1);
    const slices = world().queued.map(({ body }) => ('slice' in body ? body.slice : -1));
    expect(slices).toEqual([1, 3, 4, 5, 6, 7, 8, 11, 18]);
  });

  test('a message about a job that does not exist, or of another workspace, is dropped', async () => {
    const job = await submit(world(), ARCHIVE, { folder: 'active' });
    const stranger = newId() as string as typeof job.workspace;
    await deliver(world(), { queue: 'select', body: { workspace: stranger, job: job.uuid, page: 0 } });
    expect(await jobOf(world(), job.uuid)).toMatchObject({ status: 'pending', page: 0 });
  });
});
