import { describe, expect, test } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { pauseJob } from '../../../shared/data/jobs/index.ts';
import { closeSlice } from '../../../shared/data/jobs/slices.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { NO_TOTALS } from '../../../shared/domain/jobs/totals.ts';
import { worlds } from './engine.ts';
import { ARCHIVE, deliver, drain, jobOf, type Message, many, NOW, put, submit, type World } from './world.ts';

const MINUTE = 60_000_000;

/** All messages are lost, and some minutes pass. */
function lose(world: World, minutes: number): void {
  world.queued.splice(0);
  world.clock = instant(world.clock + minutes * MINUTE);
}

const NOTHING = { open: 0, completed: 0, nudged: 0, due: 0, expired: 0, looks: 0, checks: 0, waiting: 0 };

describe('the watchdog', () => {
  const world = worlds();

  test('does nothing when every job has ended', async () => {
    const start = world().data.meter.read();
    expect(await watch(world())).toEqual(NOTHING);
    expect(world().data.meter.read().readUnits - start.readUnits).toBe(4);
  });

  test('sends the messages of all unfinished jobs again at once when it is told that they are lost', async () => {
    await put(world(), many(3));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    lose(world(), 0);
    expect(await watch(world())).toMatchObject({ open: 1, nudged: 0 });
    expect(await watch(world(), { queues: 'lost' })).toMatchObject({ open: 1, nudged: 1 });
    await drain(world());
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed' });
    expect(await watch(world(), { queues: 'lost' })).toMatchObject({ open: 0, nudged: 0 });
  });

  test('makes a job end whose messages are lost, while contacts are selected and while they are changed', async () => {
    await put(world(), many(3));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    lose(world(), 3);
    expect(await watch(world())).toEqual({ ...NOTHING, open: 1, nudged: 1 });
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'queued', nudges: 0 });
    lose(world(), 3);
    expect(await watch(world())).toEqual({ ...NOTHING, open: 1, nudged: 1 });
    await drain(world());
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed', totals: { changed: 3 } });
    expect(await watch(world())).toEqual(NOTHING);
  });

  test('waits for a job that makes progress, and for one that it has just nudged', async () => {
    await put(world(), many(1));
    await submit(world(), ARCHIVE, { folder: 'active' });
    expect(await watch(world())).toEqual({ ...NOTHING, open: 1 });
    lose(world(), 2);
    expect(await watch(world())).toMatchObject({ nudged: 1 });
    lose(world(), 3);
    expect(await watch(world())).toMatchObject({ nudged: 0 });
    lose(world(), 1);
    expect(await watch(world())).toMatchObject({ nudged: 1 });
  });

  test('does not touch a job that waits for a person', async () => {
    await put(world(), many(1));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    await pauseJob(world().data, world().workspace, uuid, world().clock);
    lose(world(), 60);
    expect(await watch(world())).toEqual({ ...NOTHING, open: 1 });
  });

  test('completes a job whose last worker died between closing its slice and completing the job', async () => {
    await put(world(), many(1));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    const totals = { ...NO_TOTALS, unchanged: 1 };
    const capacity = { readUnits: 0, writeUnits: 0 };
    await closeSlice(world().data, await jobOf(world(), uuid), 0, { totals, capacity, now: NOW });
    expect(await watch(world())).toEqual({ ...NOTHING, open: 1, completed: 1 });
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed' });
  });
});
