/** How the slices of a job follow each other: nine at a time, and whoever closes one sends the next (ADR 034). */
import { beforeEach, describe, expect, test } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { freezePage } from '../../../shared/data/jobs/freeze.ts';
import { pauseJob, resumeJob } from '../../../shared/data/jobs/index.ts';
import { SELECTION_START } from '../../../shared/data/jobs/selection-cursor.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { continueJob } from '../../../shared/services/jobs/submit.ts';
import { worlds } from './engine.ts';
import {
  ARCHIVE,
  deliver,
  drain,
  giveUp,
  jobOf,
  type Message,
  many,
  NO_CAPACITY,
  NOW,
  put,
  submit,
  type World,
} from './world.ts';

const SLICES = 20;

/** A job of 20 slices of one contact each, whose lanes have begun. */
async function begun(world: World): Promise<JobId> {
  const uuids = await put(world, many(SLICES));
  const { uuid } = await submit(world, ARCHIVE, { folder: 'active' });
  world.queued.splice(0);
  let job = await jobOf(world, uuid);
  for (const [index, contact] of uuids.entries()) {
    const cursor = index === SLICES - 1 ? null : SELECTION_START;
    const page = { uuids: [contact], cursor, capacity: NO_CAPACITY, now: NOW };
    job = (await freezePage(world.data, job, page)) ?? job;
  }
  await begin(world, uuid);
  return uuid;
}

async function begin(world: World, uuid: JobId): Promise<void> {
  await continueJob(world, world.workspace, await jobOf(world, uuid));
  await deliver(world, ...(world.queued.splice(0) as [Message]));
}

const slices = (messages: readonly Message[]) => messages.map(({ body }) => ('slice' in body ? body.slice : -1));
const take = (world: World, count = 1): Message[] => world.queued.splice(0, count);

describe('a job of many slices', () => {
  const world = worlds();
  let uuid: JobId;
  beforeEach(async () => {
    uuid = await begun(world());
  });

  const expectDone = async () => {
    expect(await drain(world())).toBeLessThanOrEqual(SLICES + 9);
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed', totals: { changed: SLICES } });
  };

  test('has nine on their way, and a slice that is closed is followed by one', async () => {
    expect(slices(world().queued)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (const message of take(world(), 2)) await deliver(world(), message);
    expect(slices(world().queued)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await drain(world())).toBe(18);
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed', totals: { changed: SLICES } });
  });

  test('lets another in after one slice for each worker', async () => {
    const [running] = take(world());
    await put(world(), many(1, { status: 'blocked' }));
    const small = await submit(world(), ARCHIVE, { folder: 'blocked' });
    await deliver(world(), world().queued.pop() as Message);
    await deliver(world(), running as Message);
    while ((await jobOf(world(), small.uuid)).status !== 'completed')
      await deliver(world(), ...(take(world()) as [Message]));
    const { slices: closed } = await jobOf(world(), uuid);
    expect(closed.done).toBeLessThanOrEqual(10);
  });

  test('goes on behind a slice that was given up', async () => {
    const [first] = take(world()) as [Message];
    await giveUp(world(), first);
    expect(slices(world().queued)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await drain(world());
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed', totals: { failed: { worker: 1 } } });
  });

  test('goes on when a worker dies between closing a slice and sending the next', async () => {
    const [first] = take(world()) as [Message];
    const dying = { ...world(), queues: { send: () => Promise.reject(new Error('The worker died')) } };
    await expect(deliver(dying, first)).rejects.toThrow('The worker died');
    world().queued.push(first);
    await expectDone();
  });

  test('is sent as often as before when a message comes twice', async () => {
    const [first] = take(world()) as [Message];
    await deliver(world(), first);
    await deliver(world(), first);
    await expectDone();
  });

  test('that is paused sends nothing more, and begins its lanes anew when it goes on', async () => {
    const [first, ...others] = take(world(), 9) as [Message, ...Message[]];
    await pauseJob(world().data, world().workspace, uuid, NOW);
    await deliver(world(), first);
    expect(world().queued).toEqual([]);
    await resumeJob(world().data, world().workspace, uuid, NOW);
    await begin(world(), uuid);
    expect(slices(world().queued)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (const message of others) await deliver(world(), message);
    expect(await jobOf(world(), uuid)).toMatchObject({ slices: { done: 0 } });
    await expectDone();
  });

  test('whose messages are lost begins its lanes anew, and leaves what comes late', async () => {
    const late = take(world(), 9);
    world().clock = instant(NOW + 180_000_000);
    expect(await watch(world())).toMatchObject({ nudged: 1 });
    for (const message of late) await deliver(world(), message);
    expect(slices(world().queued)).toEqual([-1]);
    await expectDone();
  });
});
