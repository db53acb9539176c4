/** A job that stops in the middle of a slice: what was done is counted, once, and the rest is done when it goes on. */
import { describe, expect, test } from 'vitest';
import { createMeter } from '../../../../shared/data/dynamo/index.ts';
import {
  type JobRecord,
  listJobContacts,
  listRuns,
  listRunsOf,
  sayProjected,
  setRate,
} from '../../../../shared/data/jobs/index.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import { sumOf } from '../../../../shared/domain/jobs/totals.ts';
import { continueJob } from '../../../../shared/services/jobs/submit.ts';
import { dying, through, writesIn } from '../../engine/deaths.ts';
import { ARCHIVE, type Message, many, NOW, type World, worlds } from '../../engine/world.ts';
import { newFlow, starting } from '../flow.ts';

const COUNT = 400;

/** A worker during whose write of some contact something happens. */
function during(world: World, write: number, happens: () => Promise<unknown>): World {
  let left = write;
  return through(world, async (command, pass) => {
    const count = writesIn(command);
    left -= count;
    if (left < 0 && left + count >= 0) await happens();
    return pass();
  });
}

async function resume(world: World, message: Message): Promise<void> {
  world.pass(60);
  await world.resume(message.body.job);
}

/** Stops by itself in the first of its slices; returns how many contacts it says are done. */
async function stopping(world: World, work: Work, uuids: readonly ContactId[], stop: 'pause' | 'interrupt' = 'pause') {
  const [message] = await world.messagesFor(work, uuids);
  await during(world, 10, () => world[stop](message.body.job)).deliver(message);
  expect(world.queued).toEqual([]);
  const stopped = await world.jobFor(message);
  const done = sumOf(stopped.totals);
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThanOrEqual(250);
  return { message, stopped, done };
}

const outcomesOf = async (world: World, job: JobRecord) => {
  const { rows } = await listJobContacts(world.data, job, { limit: 1_000, keep: () => true });
  return rows.map(({ outcome }) => outcome?.verdict.outcome ?? 'pending');
};

describe('a job that stops within a slice', () => {
  const world = worlds();

  test('says exactly what it has done while it is paused, and does the rest when it goes on', async () => {
    const uuids = await world().put([...many(COUNT - 50), ...many(50, { status: 'archived' })]);
    const { message, stopped, done } = await stopping(world(), ARCHIVE, uuids);
    expect(stopped).toMatchObject({ status: 'paused', slices: { total: 1, done: 0 } });
    const { archived = 0 } = await world().folders(uuids);
    expect(archived - 50).toBe(stopped.totals.changed);
    expect((await outcomesOf(world(), stopped)).filter((one) => one !== 'pending')).toHaveLength(done);

    await resume(world(), message);
    await world().drain();
    const job = await world().jobFor(message);
    expect(job).toMatchObject({ status: 'completed', totals: { changed: COUNT - 50, unchanged: 50 } });
    expect(await outcomesOf(world(), job)).not.toContain('pending');
  });

  test('has changed no more than it says when it is interrupted', async () => {
    const uuids = await world().put(many(COUNT));
    const { stopped, done } = await stopping(world(), ARCHIVE, uuids, 'interrupt');
    expect(stopped).toMatchObject({ status: 'interrupted', totals: { changed: done } });
    expect(await world().folders(uuids)).toEqual({ archived: done, active: COUNT - done });
  });

  test('deletes no more contacts than it says', async () => {
    const uuids = await world().put(many(COUNT, { status: 'archived' }));
    const [message] = await world().messagesFor({ type: 'delete' }, uuids);
    let left = 10;
    const stopsIt = through(world(), async (_, pass) => {
      if (left-- === 0) await world().pause(message.body.job);
      return pass();
    });
    await stopsIt.deliver(message);
    const stopped = await world().jobFor(message);
    const { deleted = 0 } = await world().folders(uuids);
    expect(stopped).toMatchObject({ status: 'paused', totals: { changed: deleted } });
    expect(deleted).toBeLessThan(COUNT);
    await resume(world(), message);
    await world().drain();
    expect(await world().jobFor(message)).toMatchObject({ status: 'completed', totals: { changed: COUNT } });
  });

  test('lists the runs that it made, each once, also when it is interrupted after a pause', async () => {
    const uuids = await world().put(many(COUNT));
    const flow = await newFlow(world(), [{ type: 'set_contact_status', status: 'archived' }]);
    const { message, done } = await stopping(world(), starting(flow), uuids);
    const runs = async () => (await listRuns(world().data, world().workspace, { limit: 1_000 })).runs;
    expect(await runs()).toHaveLength(done);
    const [ran] = await runs();
    const ofContact = { limit: 10, reverse: false, now: world().clock };
    const found = await listRunsOf(world().data, world().workspace, ran?.contact.uuid as ContactId, ofContact);
    expect(found.runs).toHaveLength(1);

    await resume(world(), message);
    await world().deliverNext();
    const [again] = world().taken();
    await during(world(), 10, () => world().interrupt(again.body.job)).deliver(again);
    const { totals, status } = await world().jobFor(message);
    expect(status).toBe('interrupted');
    const contacts = (await runs()).map(({ contact }) => contact.uuid);
    expect(contacts).toHaveLength(totals.changed);
    expect(new Set(contacts).size).toBe(totals.changed);
    expect(await world().folders(uuids)).toMatchObject({ archived: totals.changed });
  });

  test('counts nothing twice when its worker died before, and when its message comes twice', async () => {
    const uuids = await world().put(many(COUNT));
    const [message] = await world().messagesFor(ARCHIVE, uuids);
    await expect(dying(world(), 300).deliver(message)).rejects.toThrow('The worker died');
    const stopping = during(world(), 10, () => world().pause(message.body.job));
    await Promise.all([stopping.deliver(message), world().deliver(message)]);
    await resume(world(), message);
    const again = [...world().queued];
    await world().drain();
    for (const one of [message, ...again]) await world().deliver(one);
    expect(await world().jobFor(message)).toMatchObject({ status: 'completed', totals: { changed: COUNT } });
  });

  test('that is given up afterwards has failed for those only that it had not done', async () => {
    const uuids = await world().put(many(COUNT));
    const { message, done } = await stopping(world(), ARCHIVE, uuids);
    await resume(world(), message);
    await world().deliverNext();
    await world().giveUp(world().taken()[0]);
    const totals = { changed: done, failed: { worker: COUNT - done } };
    expect(await world().jobFor(message)).toMatchObject({ status: 'completed', totals });
  });
});

describe('a job with a rate', () => {
  const world = worlds();

  /** Delivers what is queued as its delays ask; returns when how many contacts were done. */
  async function played(message: Message): Promise<{ at: number; contacts: number }[]> {
    const done: { at: number; contacts: number }[] = [];
    let before = 0;
    for (let next = world().queued.shift(); next !== undefined; next = world().queued.shift()) {
      world().clock = instant(world().clock + (next.delay ?? 0) * 1_000_000);
      await world().deliver(next);
      // The stream keeps up.
      await sayProjected({ ...world().data, meter: createMeter() }, world().clock, world().clock);
      const sum = sumOf((await world().jobFor(message)).totals);
      if (sum > before) done.push({ at: Number(world().clock - NOW) / 1_000_000, contacts: sum - before });
      before = sum;
    }
    return done;
  }

  const withRate = async (maxRate: number | null, count: number): Promise<Message> => {
    const uuids = await world().put(many(count));
    const [message] = await world().messagesFor(ARCHIVE, uuids);
    await setRate(world().data, world().workspace, message.body.job, maxRate);
    world().queued.splice(0);
    await continueJob(world(), world().workspace, await world().jobFor(message));
    return message;
  };

  test('does portions of its slices, with pauses between them', async () => {
    const message = await withRate(10, 700);
    const done = await played(message);
    expect(await world().jobFor(message)).toMatchObject({ status: 'completed', totals: { changed: 700 } });
    expect(Math.max(...done.map(({ contacts }) => contacts))).toBeLessThanOrEqual(46);
    for (const { at } of done) {
      const inMinute = done.filter((other) => other.at >= at && other.at <= at + 60);
      expect(inMinute.reduce((sum, { contacts }) => sum + contacts, 0)).toBeLessThanOrEqual(600);
    }
    expect(done.at(-1)?.at).toBeLessThan(90);
  });

  test('leaves a message that comes before its time, and goes on without a limit when that is lifted', async () => {
    const message = await withRate(10, 200);
    await world().deliverNext();
    const [first] = world().taken();
    await world().deliver(first);
    await world().deliver(first);
    expect(await world().jobFor(message)).toMatchObject({ totals: { changed: 46 } });
    world().queued.splice(0);
    await setRate(world().data, world().workspace, message.body.job, null);
    await continueJob(world(), world().workspace, await world().jobFor(message));
    await world().drain();
    expect(await world().jobFor(message)).toMatchObject({ status: 'completed', totals: { changed: 200 } });
  });
});
