/**
 * How the slices of a job follow each other: nine at a time, and whoever closes one sends the next (ADR 034), no faster
 * than its rate; and the watchdog, which sends what was lost.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { freezePage } from '../../../shared/data/jobs/freeze.ts';
import { SELECTION_START } from '../../../shared/data/jobs/selection-cursor.ts';
import { closeSlice } from '../../../shared/data/jobs/slices.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { estimateAtRate } from '../../../shared/domain/jobs/estimate-at-rate.ts';
import { NO_TOTALS } from '../../../shared/domain/jobs/totals.ts';
import { continueJob } from '../../../shared/services/jobs/submit.ts';
import cases from '../../cases/functions/jobs/rate-estimate.json' with { type: 'json' };
import { ARCHIVE, type Message, many, NO_CAPACITY, NOW, type World, worlds } from '../engine/world.ts';

const world = worlds();

const SLICES = 20;

/** A job of 20 slices of one contact each, whose lanes have begun. */
async function begun(world: World): Promise<JobId> {
  const uuids = await world.put(many(SLICES));
  const { uuid } = await world.submit(ARCHIVE, { folder: 'active' });
  world.queued.splice(0);
  let job = await world.jobOf(uuid);
  for (const [index, contact] of uuids.entries()) {
    const cursor = index === SLICES - 1 ? null : SELECTION_START;
    const page = { uuids: [contact], cursor, capacity: NO_CAPACITY, now: NOW };
    job = (await freezePage(world.data, job, page)) ?? job;
  }
  await continueJob(world, world.workspace, job);
  await world.deliverNext();
  return uuid;
}

const slices = (messages: readonly Message[]) => messages.map(({ body }) => ('slice' in body ? body.slice : -1));

describe('a job of many slices', () => {
  let uuid: JobId;
  beforeEach(async () => {
    uuid = await begun(world());
  });

  const expectDone = async () => {
    expect(await world().drain()).toBeLessThanOrEqual(SLICES + 9);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', totals: { changed: SLICES } });
  };

  test('has nine on their way, and a slice that is closed is followed by one', async () => {
    expect(slices(world().queued)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (const message of world().taken(2)) await world().deliver(message);
    expect(slices(world().queued)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await world().drain()).toBe(18);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', totals: { changed: SLICES } });
  });

  test('lets another in after one slice for each worker', async () => {
    const [running] = world().taken(1);
    await world().put(many(1, { status: 'blocked' }));
    const small = await world().submit(ARCHIVE, { folder: 'blocked' });
    await world().deliver(world().queued.pop() as Message);
    await world().deliver(running);
    while ((await world().jobOf(small.uuid)).status !== 'completed') await world().deliverNext();
    const { slices: closed } = await world().jobOf(uuid);
    expect(closed.done).toBeLessThanOrEqual(10);
  });

  test('goes on behind a slice that was given up', async () => {
    const [first] = world().taken(1);
    await world().giveUp(first);
    expect(slices(world().queued)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await world().drain();
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', totals: { failed: { worker: 1 } } });
  });

  test('goes on when a worker dies between closing a slice and sending the next', async () => {
    const [first] = world().taken(1);
    const dying = { ...world(), queues: { send: () => Promise.reject(new Error('The worker died')) } };
    await expect(dying.deliver(first)).rejects.toThrow('The worker died');
    world().queued.push(first);
    await expectDone();
  });

  test('is sent as often as before when a message comes twice', async () => {
    const [first] = world().taken(1);
    await world().deliver(first);
    await world().deliver(first);
    await expectDone();
  });

  test('that is paused sends nothing more, and begins its lanes anew when it goes on', async () => {
    const [first, ...others] = world().taken(9);
    await world().pause(uuid);
    await world().deliver(first);
    expect(world().queued).toEqual([]);
    await world().resume(uuid);
    await world().deliverNext();
    expect(slices(world().queued)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (const message of others) await world().deliver(message);
    expect(await world().jobOf(uuid)).toMatchObject({ slices: { done: 0 } });
    await expectDone();
  });

  test('whose messages are lost begins its lanes anew, and leaves what comes late', async () => {
    const late = world().taken(9);
    world().pass(180);
    expect(await watch(world())).toMatchObject({ nudged: 1 });
    for (const message of late) await world().deliver(message);
    expect(slices(world().queued)).toEqual([-1]);
    await expectDone();
  });
});

/** All messages are lost, and some minutes pass. */
function lose(world: World, minutes: number): void {
  world.queued.splice(0);
  world.pass(minutes * 60);
}

const NOTHING = { open: 0, completed: 0, nudged: 0, due: 0, expired: 0, looks: 0, checks: 0, waiting: 0 };

describe('the watchdog', () => {
  test('does nothing when every job has ended', async () => {
    const { readUnits } = await world().spent(async () => expect(await watch(world())).toEqual(NOTHING));
    expect(readUnits).toBe(4);
  });

  test('sends the messages of all unfinished jobs again at once when it is told that they are lost', async () => {
    await world().put(many(3));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    lose(world(), 0);
    expect(await watch(world())).toMatchObject({ open: 1, nudged: 0 });
    expect(await watch(world(), { queues: 'lost' })).toMatchObject({ open: 1, nudged: 1 });
    await world().drain();
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed' });
    expect(await watch(world(), { queues: 'lost' })).toMatchObject({ open: 0, nudged: 0 });
  });

  test('makes a job end whose messages are lost, while contacts are selected and while they are changed', async () => {
    await world().put(many(3));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    lose(world(), 3);
    expect(await watch(world())).toEqual({ ...NOTHING, open: 1, nudged: 1 });
    await world().deliverNext();
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'queued', nudges: 0 });
    lose(world(), 3);
    expect(await watch(world())).toEqual({ ...NOTHING, open: 1, nudged: 1 });
    await world().drain();
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', totals: { changed: 3 } });
    expect(await watch(world())).toEqual(NOTHING);
  });

  test('waits for a job that makes progress, and for one that it has just nudged', async () => {
    await world().put(many(1));
    await world().submit(ARCHIVE, { folder: 'active' });
    expect(await watch(world())).toEqual({ ...NOTHING, open: 1 });
    lose(world(), 2);
    expect(await watch(world())).toMatchObject({ nudged: 1 });
    lose(world(), 3);
    expect(await watch(world())).toMatchObject({ nudged: 0 });
    lose(world(), 1);
    expect(await watch(world())).toMatchObject({ nudged: 1 });
  });

  test('does not touch a job that waits for a person', async () => {
    await world().put(many(1));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    await world().deliverNext();
    await world().pause(uuid);
    lose(world(), 60);
    expect(await watch(world())).toEqual({ ...NOTHING, open: 1 });
  });

  test('completes a job whose last worker died between closing its slice and completing the job', async () => {
    await world().put(many(1));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    await world().deliverNext();
    const totals = { ...NO_TOTALS, unchanged: 1 };
    const capacity = { readUnits: 0, writeUnits: 0 };
    await closeSlice(world().data, await world().jobOf(uuid), 0, { totals, capacity, now: NOW });
    expect(await watch(world())).toEqual({ ...NOTHING, open: 1, completed: 1 });
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed' });
  });
});

/** Delivers each message at its time; returns the seconds until the last one was handled. Work takes no time. */
async function play(world: World): Promise<number> {
  const waiting: { at: number; message: Message }[] = [];
  const begun = world.clock;
  for (;;) {
    for (const message of world.queued.splice(0))
      waiting.push({ at: world.clock + (message.delay ?? 0) * 1_000_000, message });
    waiting.sort((one, other) => one.at - other.at);
    const next = waiting.shift();
    if (next === undefined) return (world.clock - begun) / 1_000_000;
    world.clock = instant(next.at);
    await world.deliver(next.message);
  }
}

test.each(cases.rates as unknown as [number, number][])(
  'a job over %i contacts, at most %i a second, takes as long as estimated',
  async (count, maxRate) => {
    await world().put(many(count));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' }, { preview: true, maxRate });
    await world().drain();
    const ready = await world().runPreview(uuid);
    const seconds = await play(world());
    expect((await world().jobOf(uuid)).status).toBe('completed');
    const alone = ready.estimate?.seconds ?? 0;
    const waited = (estimateAtRate(ready)?.seconds ?? 0) - alone;
    expect(Math.abs(waited - seconds)).toBeLessThanOrEqual(1);
  },
);
