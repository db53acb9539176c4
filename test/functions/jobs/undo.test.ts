import { describe, expect, test } from 'vitest';
import { putHistory } from '../../../shared/data/contacts/index.ts';
import { BusyError } from '../../../shared/data/dynamo/index.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../../shared/domain/contacts/events.ts';
import { stateBeforeOf } from '../../../shared/domain/contacts/undo/state-before.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import type { Work } from '../../../shared/domain/jobs/kinds/index.ts';
import { engines } from '../../support/engines/engines.ts';
import { dying } from '../engine/deaths.ts';
import { ARCHIVE, type Message, many, named, type World, worlds } from '../engine/world.ts';

async function contactsOf(world: World, uuids: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Contact>> {
  return new Map(
    [...(await world.read(uuids))].flatMap(([uuid, item]) => (isTombstone(item) ? [] : [[uuid, item] as const])),
  );
}

/** An archived programme of so many people; the history of the job, which the stream would write, as entries. */
async function archived(world: World, count: number) {
  const uuids = await world.put(many(count));
  const before = await contactsOf(world, uuids);
  const { uuid } = await world.submit(ARCHIVE, named(uuids));
  await world.drain();
  const job = await world.jobOf(uuid);
  return { uuids, job, history: await historySince(world, before) };
}

/** What the stream would write of the last change of each. */
async function historySince(world: World, before: ReadonlyMap<ContactId, Contact>) {
  return [...(await contactsOf(world, [...before.keys()])).values()].map((after) => {
    const was = before.get(after.uuid) as Contact;
    const { uuid: contact, version, modifiedOn: at, lastChange: change } = after;
    return { contact, version, at, change, events: changesBetween(was, after), was: stateBeforeOf(was, after) };
  });
}

const undoOf = (job: Job): Work => ({
  ...{ type: 'undo', job: job.uuid, of: job.work.type },
  ...{ from: job.createdOn, to: job.endedOn ?? job.createdOn },
});

/** Freezes the undo of a job; its one slice is left to deliver. */
async function undoMessage(world: World, job: Job): Promise<Message> {
  await world.submit(undoOf(job), { job: job.uuid, outcome: 'changed' });
  await world.deliverNext();
  const [message] = world.taken();
  return message;
}

describe('an undo', () => {
  const world = worlds();

  test('whose worker dies half-way, and which comes again and twice at once, puts each contact back once', async () => {
    const { uuids, job, history } = await archived(world(), 40);
    await putHistory(world().data, world().workspace, history);
    const message = await undoMessage(world(), job);
    await expect(dying(world(), 15).deliver(message)).rejects.toThrow('The worker died');
    await Promise.all([world().deliver(message), world().deliver(message)]);
    await world().deliver(message);
    const totals = { changed: 40, unchanged: 0, skipped: {}, failed: {} };
    expect(await world().jobOf(message.body.job)).toMatchObject({ status: 'completed', total: 40, totals });
    expect(await world().folders(uuids)).toEqual({ active: 40 });
    const versions = [...(await contactsOf(world(), uuids)).values()].map(({ version }) => version);
    expect(new Set(versions)).toEqual(new Set([3]));
  });

  test('is put off while the stream is behind, and after a quarter of an hour leaves whom nothing is known of', async () => {
    const { uuids, job, history } = await archived(world(), 3);
    await putHistory(world().data, world().workspace, history.slice(1));
    const message = await undoMessage(world(), job);
    await expect(world().deliver(message)).rejects.toThrow(BusyError);
    expect(await world().folders(uuids)).toEqual({ archived: 3 });
    world().clock = instant(world().clock + 16 * 60_000_000);
    await world().deliver(message);
    const totals = { changed: 2, unchanged: 0, skipped: { no_history: 1 }, failed: {} };
    expect(await world().jobOf(message.body.job)).toMatchObject({ status: 'completed', totals });
    world().clock = addDays(world().clock, 1);
  });

  test('of a job whose undo was undone a moment ago is put off until the stream says so', async () => {
    const { uuids, job, history } = await archived(world(), 3);
    const { data, workspace } = world();
    await putHistory(data, workspace, history);
    const step = async (undone: Job) => {
      const before = await contactsOf(world(), uuids);
      const message = await undoMessage(world(), undone);
      await world().deliver(message);
      return { made: await world().jobOf(message.body.job), history: await historySince(world(), before) };
    };
    const back = await step(job);
    await putHistory(data, workspace, back.history);
    const again = await step(back.made);
    expect(await world().folders(uuids)).toEqual({ archived: 3 });
    const message = await undoMessage(world(), job);
    await expect(world().deliver(message)).rejects.toThrow(BusyError);
    await putHistory(data, workspace, again.history);
    await world().deliver(message);
    expect(await world().jobOf(message.body.job)).toMatchObject({ status: 'completed', totals: { changed: 3 } });
    expect(await world().folders(uuids)).toEqual({ active: 3 });
  });

  test.skipIf(!engines[0]?.exactCapacity)('consumes what its preview says, but for two in a hundred', async () => {
    const { job, history } = await archived(world(), 300);
    await putHistory(world().data, world().workspace, history);
    world().pass(60);
    const { uuid } = await world().submit(undoOf(job), { job: job.uuid, outcome: 'changed' }, { preview: true });
    await world().drain();
    const ready = await world().runPreview(uuid);
    await world().drain();
    const { capacity } = await world().jobOf(uuid);
    expect((ready.estimate?.writeUnits ?? 0) / capacity.writeUnits).toBeCloseTo(1, 1.5);
    expect((ready.estimate?.readUnits ?? 0) / capacity.readUnits).toBeCloseTo(1, 1.5);
  });

  test('is foreseen by its preview, which waits for the stream as well', async () => {
    const { job, history } = await archived(world(), 3);
    await putHistory(world().data, world().workspace, history.slice(1));
    const { uuid } = await world().submit(undoOf(job), { job: job.uuid, outcome: 'changed' }, { preview: true });
    const [message] = world().taken();
    await expect(world().deliver(message)).rejects.toThrow(BusyError);
    await putHistory(world().data, world().workspace, history.slice(0, 1));
    await world().deliver(message);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'ready', total: 3, excluded: {} });
  });
});
