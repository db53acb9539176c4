import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { getItem } from '../../../shared/data/dynamo/index.ts';
import { interruptJob, setRate, setStart } from '../../../shared/data/jobs/caller-steps.ts';
import { dueJobs, openJobs } from '../../../shared/data/jobs/index.ts';
import { inputKey } from '../../../shared/data/jobs/input.ts';
import { jobKey, manifestKey, openKey, sliceKey } from '../../../shared/data/jobs/items.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { addDays, type Instant, instant } from '../../../shared/domain/instant.ts';
import { sendOnItsWay } from '../../../shared/services/jobs/submit.ts';
import { through } from '../engine/deaths.ts';
import { ARCHIVE, contact, type Message, many, NOW, type World, worlds } from '../engine/world.ts';

const HOUR = 3_600_000_000;
const inHours = (hours: number): Instant => instant(NOW + hours * HOUR);

/** A job over the active folder whose contacts are frozen, and which begins in so many hours. */
async function waiting(world: World, hours: number): Promise<JobId> {
  const { uuid } = await world.submit(ARCHIVE, { folder: 'active' }, { notBefore: inHours(hours) });
  await world.drain();
  return uuid;
}

/** The same of a deletion of archived contacts that was previewed and run. */
async function deletion(world: World, deleteDelayHours: number): Promise<JobId> {
  const { uuid } = await world.submit({ type: 'delete' }, { folder: 'archived' }, { preview: true });
  await world.drain();
  await world.runPreview(uuid, { deleteDelayHours });
  return uuid;
}

async function watchAt(world: World, at: Instant) {
  world.clock = at;
  const watched = await watch(world);
  await world.drain();
  return watched;
}

/** The first of several calls does it. */
const once = (act: () => Promise<unknown>) => {
  let done: Promise<unknown> | null = null;
  return async () => {
    if (done !== null) return;
    done = act();
    await done;
  };
};

/** The world in which the job gets a rate when somebody is about to write. */
function whileWriting(world: World, job: JobId, maxRate: number): World {
  const steer = once(() => setRate(world.data, world.workspace, job, maxRate));
  return through(world, async (command, pass) => {
    if (command instanceof TransactWriteCommand) await steer();
    return pass();
  });
}

const entries = async ({ data }: World) => {
  const open = [];
  for await (const { job } of openJobs(data)) open.push(job);
  return open;
};

describe('a job that begins later', () => {
  const world = worlds();

  test('has its message in time: with the seconds that are left when it is soon, and none when it is not', async () => {
    await world().put(many(1));
    const uuid = await waiting(world(), 1);
    world().clock = instant(inHours(1) - 300_000_000);
    await watch(world());
    expect(world().queued).toMatchObject([{ queue: 'select', body: { job: uuid }, delay: 300 }]);
    const [message] = world().taken();
    await world().deliver(message);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'waiting' });
    world().clock = inHours(1);
    await Promise.all([world().deliver(message), world().deliver(message)]);
    await world().drain();
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', totals: { changed: 1 } });
  });

  test('begins at once when its time came while its contacts were selected, and completes at once over nobody', async () => {
    const nobody = await waiting(world(), 1);
    expect(await world().jobOf(nobody)).toMatchObject({ status: 'completed', total: 0 });
    await world().put(many(1));
    const uuid = await waiting(world(), -1);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', total: 1 });
  });

  test('begins at another time, or at once; what was sent for the old time does nothing', async () => {
    await world().put(many(2));
    const uuid = await waiting(world(), 1);
    const { data, workspace } = world();
    const move = (notBefore: Instant | null) => setStart(data, workspace, uuid, { notBefore, settings: {}, now: NOW });
    expect(await move(inHours(30))).toMatchObject({ ok: true, job: { status: 'waiting', notBefore: inHours(30) } });
    expect(await watchAt(world(), inHours(1))).toMatchObject({ due: 0 });
    await world().deliver({ queue: 'select', body: { workspace, job: uuid, page: 0 } });
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'waiting' });
    expect(await move(null)).toMatchObject({ ok: true });
    await sendOnItsWay(world(), await world().jobOf(uuid), world().clock);
    await world().drain();
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', totals: { changed: 2 } });
    expect(await move(inHours(40))).toEqual({ ok: false, refusal: { code: 'not_waiting' } });
  });

  test('goes at the rate that it is given at the very moment at which it begins, and its lanes are not lost', async () => {
    await world().put(many(30));
    const uuid = await waiting(world(), 1);
    world().clock = inHours(1);
    const message: Message = { queue: 'select', body: { workspace: world().workspace, job: uuid, page: 0 } };
    await whileWriting(world(), uuid, 10).deliver(message);
    const { turn, maxRate, status } = await world().jobOf(uuid);
    expect({ maxRate, status }).toEqual({ maxRate: 10, status: 'queued' });
    expect(world().queued).toMatchObject([{ queue: 'work', body: { slice: 0, turn } }]);
    await world().drain();
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', totals: { changed: 30 } });
  });

  test('so does one that gets its rate while its last contacts are frozen', async () => {
    await world().put(many(30));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    await whileWriting(world(), uuid, 10).deliverNext();
    expect(world().queued).toMatchObject([{ queue: 'work', body: { slice: 0, turn: 1 } }]);
    await world().drain();
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', maxRate: 10, totals: { changed: 30 } });
  });

  test('and whoever changes the rate of one that has just begun is told that it runs', async () => {
    await world().put(many(3));
    const uuid = await waiting(world(), 1);
    const { data, workspace } = world();
    const steered = through(world(), async (command, pass) => {
      if (command instanceof TransactWriteCommand) await beginOnce();
      return pass();
    });
    const beginOnce = once(async () => {
      world().clock = inHours(1);
      await world().deliver({ queue: 'select', body: { workspace, job: uuid, page: 0 } });
    });
    const changed = await setRate(steered.data, workspace, uuid, 5);
    expect(changed).toMatchObject({ ok: true, job: { status: 'queued', maxRate: 5, turn: 1 } });
    expect(await setRate(data, workspace, uuid, 6)).toMatchObject({ ok: true, job: { turn: 2 } });
  });

  test('of beginning, ending and moving at the same moment one happens, and what is left is whole', async () => {
    await world().put(many(2));
    for (let round = 0; round < 5; round++) {
      const uuid = await waiting(world(), 1);
      const { data, workspace } = world();
      world().clock = inHours(1);
      const body = { workspace, job: uuid, page: 0 };
      await Promise.all([
        world().deliver({ queue: 'select', body }),
        setStart(data, workspace, uuid, { notBefore: inHours(2), settings: {}, now: world().clock }),
        ...(round % 2 === 0 ? [interruptJob(data, workspace, uuid, world().clock)] : []),
      ]);
      await watchAt(world(), inHours(2));
      await watchAt(world(), inHours(3));
      const { status } = await world().jobOf(uuid);
      expect(round % 2 === 0 ? ['interrupted', 'completed'] : ['completed']).toContain(status);
      world().clock = NOW;
    }
    expect(await entries(world())).toEqual([]);
    const due = [];
    for await (const one of dueJobs(world().data, inHours(9))) due.push(one);
    expect(due).toEqual([]);
  });

  test('has all that it needs kept until 90 days after its time, at least', async () => {
    await world().put([contact({ status: 'archived', statusOn: NOW }), ...many(1)]);
    const { data, workspace } = world();
    const archive = await waiting(world(), 24 * 300);
    const remove = await deletion(world(), 720);
    const moved = await setStart(data, workspace, remove, { notBefore: addDays(NOW, 366), settings: {}, now: NOW });
    expect(moved).toMatchObject({ ok: true });
    for (const [uuid, until] of [
      [archive, addDays(NOW, 300)],
      [remove, addDays(NOW, 366)],
    ] as const) {
      const keys = [jobKey, inputKey, openKey].map((keyOf) => keyOf(workspace, uuid));
      keys.push(sliceKey(workspace, uuid, 0), manifestKey(workspace, uuid, 0));
      for (const key of keys) {
        const item = await getItem<{ ttl?: number }>(data, 'workspace', key, { consistent: true });
        expect(item).not.toBeNull();
        expect(item?.ttl ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(addDays(until, 90) / 1_000_000);
      }
    }
  });

  test('of a deletion that waits for 24 hours leaves out who was restored or heard from meanwhile', async () => {
    const archived = many(4, { status: 'archived', statusOn: addDays(NOW, -10) });
    const [restored, seen] = archived;
    const people = await world().put(archived);
    const uuid = await deletion(world(), 24);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'waiting', total: 4, notBefore: inHours(24) });
    await world().put([
      { ...restored, status: 'active', statusOn: inHours(3) },
      { ...seen, lastSeenOn: inHours(5) },
    ]);
    await watchAt(world(), inHours(23));
    expect(await world().folders(people)).toEqual({ archived: 3, active: 1 });
    await watchAt(world(), inHours(24));
    expect(await world().jobOf(uuid)).toMatchObject({
      status: 'completed',
      totals: { changed: 2, skipped: { not_archived: 1, seen_since: 1 } },
    });
    expect(await world().folders(people)).toEqual({ deleted: 2, archived: 1, active: 1 });
  });
});
