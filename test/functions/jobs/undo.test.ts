import { describe, expect, test } from 'vitest';
import { putHistory, readContacts } from '../../../shared/data/contacts/index.ts';
import { BusyError } from '../../../shared/data/dynamo/index.ts';
import { runJob } from '../../../shared/data/jobs/index.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../../shared/domain/contacts/events.ts';
import { stateBeforeOf } from '../../../shared/domain/contacts/undo/state-before.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import type { Work } from '../../../shared/domain/jobs/kinds/index.ts';
import { continueJob } from '../../../shared/services/jobs/submit.ts';
import { engines } from '../../support/engines/engines.ts';
import { worlds } from './engine.ts';
import {
  ARCHIVE,
  deliver,
  drain,
  dying,
  folders,
  jobOf,
  type Message,
  many,
  put,
  submit,
  type World,
} from './world.ts';

async function contactsOf(world: World, uuids: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Contact>> {
  const read = await readContacts(world.data, world.workspace, uuids, { consistent: true });
  return new Map([...read].flatMap(([uuid, item]) => (isTombstone(item) ? [] : [[uuid, item] as const])));
}

/** An archived programme of so many people; the history of the job, which the stream would write, as entries. */
async function archived(world: World, count: number) {
  const uuids = await put(world, many(count));
  const before = await contactsOf(world, uuids);
  const { uuid } = await submit(world, ARCHIVE, { groups: [], contacts: uuids, activeOnly: false });
  await drain(world);
  const job = await jobOf(world, uuid);
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
  await submit(world, undoOf(job), { job: job.uuid, outcome: 'changed' });
  await deliver(world, ...(world.queued.splice(0) as [Message]));
  const [message] = world.queued.splice(0) as [Message];
  return message;
}

describe('an undo', () => {
  const world = worlds();

  test('whose worker dies half-way, and which comes again and twice at once, puts each contact back once', async () => {
    const { uuids, job, history } = await archived(world(), 40);
    await putHistory(world().data, world().workspace, history);
    const message = await undoMessage(world(), job);
    await expect(deliver(dying(world(), 15), message)).rejects.toThrow('The worker died');
    await Promise.all([deliver(world(), message), deliver(world(), message)]);
    await deliver(world(), message);
    const totals = { changed: 40, unchanged: 0, skipped: {}, failed: {} };
    expect(await jobOf(world(), message.body.job)).toMatchObject({ status: 'completed', total: 40, totals });
    expect(await folders(world(), uuids)).toEqual({ active: 40 });
    const versions = [...(await contactsOf(world(), uuids)).values()].map(({ version }) => version);
    expect(new Set(versions)).toEqual(new Set([3]));
  });

  test('is put off while the stream is behind, and after a quarter of an hour leaves whom nothing is known of', async () => {
    const { uuids, job, history } = await archived(world(), 3);
    await putHistory(world().data, world().workspace, history.slice(1));
    const message = await undoMessage(world(), job);
    await expect(deliver(world(), message)).rejects.toThrow(BusyError);
    expect(await folders(world(), uuids)).toEqual({ archived: 3 });
    world().clock = instant(world().clock + 16 * 60_000_000);
    await deliver(world(), message);
    const totals = { changed: 2, unchanged: 0, skipped: { no_history: 1 }, failed: {} };
    expect(await jobOf(world(), message.body.job)).toMatchObject({ status: 'completed', totals });
    world().clock = addDays(world().clock, 1);
  });

  test('of a job whose undo was undone a moment ago is put off until the stream says so', async () => {
    const { uuids, job, history } = await archived(world(), 3);
    const { data, workspace } = world();
    await putHistory(data, workspace, history);
    const step = async (undone: Job) => {
      const before = await contactsOf(world(), uuids);
      const message = await undoMessage(world(), undone);
      await deliver(world(), message);
      return { made: await jobOf(world(), message.body.job), history: await historySince(world(), before) };
    };
    const back = await step(job);
    await putHistory(data, workspace, back.history);
    const again = await step(back.made);
    expect(await folders(world(), uuids)).toEqual({ archived: 3 });
    const message = await undoMessage(world(), job);
    await expect(deliver(world(), message)).rejects.toThrow(BusyError);
    await putHistory(data, workspace, again.history);
    await deliver(world(), message);
    expect(await jobOf(world(), message.body.job)).toMatchObject({ status: 'completed', totals: { changed: 3 } });
    expect(await folders(world(), uuids)).toEqual({ active: 3 });
  });

  test.skipIf(!engines[0]?.exactCapacity)('consumes what its preview says, but for two in a hundred', async () => {
    const { job, history } = await archived(world(), 300);
    await putHistory(world().data, world().workspace, history);
    world().clock = instant(world().clock + 60_000_000);
    const { uuid } = await submit(world(), undoOf(job), { job: job.uuid, outcome: 'changed' }, { preview: true });
    await drain(world());
    const ready = await jobOf(world(), uuid);
    const { data, workspace, clock: now } = world();
    await runJob(data, workspace, uuid, { token: ready.token ?? '', count: 300, settings: {}, now });
    await continueJob(world(), workspace, ready);
    await drain(world());
    const { capacity } = await jobOf(world(), uuid);
    expect((ready.estimate?.writeUnits ?? 0) / capacity.writeUnits).toBeCloseTo(1, 1.5);
    expect((ready.estimate?.readUnits ?? 0) / capacity.readUnits).toBeCloseTo(1, 1.5);
  });

  test('is foreseen by its preview, which waits for the stream as well', async () => {
    const { job, history } = await archived(world(), 3);
    await putHistory(world().data, world().workspace, history.slice(1));
    const { uuid } = await submit(world(), undoOf(job), { job: job.uuid, outcome: 'changed' }, { preview: true });
    const [message] = world().queued.splice(0) as [Message];
    await expect(deliver(world(), message)).rejects.toThrow(BusyError);
    await putHistory(world().data, world().workspace, history.slice(0, 1));
    await deliver(world(), message);
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'ready', total: 3, excluded: {} });
  });
});
