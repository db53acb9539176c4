/** Jobs and the stream's function: they wait for it when it is behind, and a deletion ends when all are erased. */
import { describe, expect, test } from 'vitest';
import { watch } from '../../../../functions/jobs/watchdog/watch.ts';
import { project } from '../../../../functions/project/projections.ts';
import { readContacts, readPartitions } from '../../../../shared/data/contacts/index.ts';
import { createMeter } from '../../../../shared/data/dynamo/index.ts';
import { listErasures } from '../../../../shared/data/erasures/index.ts';
import { interruptJob, runJob, sayProjected } from '../../../../shared/data/jobs/index.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, JobId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { continueJob } from '../../../../shared/services/jobs/submit.ts';
import { atNight } from '../../../support/night.ts';
import { noBus, noLists, passedOver, recordOf } from '../../project/records.ts';
import { worlds } from '../engine.ts';
import { ARCHIVE, deliver, drainQueues, jobOf, type Message, many, NOW, put, submit, type World } from '../world.ts';

const SECOND = 1_000_000;
const HOUR = 3_600;

const pass = (world: World, seconds: number): void => {
  world.clock = instant(world.clock + seconds * SECOND);
};

/** Another process of the stream's function says how many seconds it is behind. */
const says = ({ data, clock }: World, lag: number): Promise<void> =>
  sayProjected({ ...data, meter: createMeter() }, instant(clock - lag * SECOND), clock);

async function deliverNext(world: World): Promise<void> {
  const message = world.queued.shift();
  if (message === undefined) throw new Error('No message is queued');
  pass(world, message.delay ?? 0);
  await deliver(world, message);
}

const archivedPeople = (count: number): Contact[] => many(count, { status: 'archived', statusOn: addDays(NOW, -1) });

async function runDeletion(world: World): Promise<JobId> {
  const { data, workspace } = world;
  const { uuid } = await submit(world, { type: 'delete' }, { folder: 'archived' }, { preview: true });
  await drainQueues(world);
  const { token, total } = await jobOf(world, uuid);
  await runJob(data, workspace, uuid, { token: token ?? '', count: total, settings: {}, now: world.clock });
  await continueJob(world, workspace, await jobOf(world, uuid));
  return uuid;
}

/** The stream's records of deletions, as they were written at a time. */
async function recordsOf(world: World, people: readonly Contact[]) {
  const now = await readContacts(
    world.data,
    world.workspace,
    people.map(({ uuid }) => uuid),
  );
  return people.map((before) => {
    const record = recordOf(world.workspace, before, now.get(before.uuid) ?? null);
    const ApproximateCreationDateTime = Math.floor((now.get(before.uuid)?.modifiedOn ?? 0) / SECOND);
    return { ...record, dynamodb: { ...record.dynamodb, ApproximateCreationDateTime } };
  });
}

type Records = Awaited<ReturnType<typeof recordsOf>>;

/** Projects records in batches, as the stream brings them. */
async function replay(world: World, records: Records): Promise<void> {
  const runtime = { ...world, bus: noBus, config: noLists, passedOver: passedOver().destination };
  for (let from = 0; from < records.length; from += 200)
    expect(await project(records.slice(from, from + 200), runtime)).toEqual({});
}

/** What is left of people besides their tombstones. */
async function leftOf({ data, workspace }: World, uuids: readonly ContactId[]) {
  const partitions = await readPartitions(data, workspace, uuids, { consistent: true });
  return partitions.filter(({ history, others }) => history.length + others.length > 0);
}

const ledgerOf = async ({ data, workspace }: World): Promise<string[]> =>
  (await listErasures(data, workspace, {}, { limit: 100_000, keep: () => true })).erasures.map(
    ({ erasure }) => erasure.contact,
  );

describe('a job beside a stream that is behind', () => {
  const world = worlds();

  test('waits half the lag before each slice, says so, and goes on by itself', async () => {
    await put(world(), many(3));
    await says(world(), 600);
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    await deliverNext(world());
    await deliverNext(world());
    expect(world().queued).toMatchObject([{ delay: 300, body: { held: 300 } }]);
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'queued', waitingFor: 'projection' });
    await deliverNext(world());
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed', totals: { changed: 3 } });
  });

  test('waits on while the stream falls further behind, and is neither stuck nor stopped for ever', async () => {
    await put(world(), many(3));
    await says(world(), 4 * HOUR);
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    await deliverNext(world());
    let waited = 0;
    for (; (await jobOf(world(), uuid)).status !== 'completed'; waited += world().queued[0]?.delay ?? 0) {
      pass(world(), world().queued[0]?.delay ?? 0);
      await says(world(), 4 * HOUR);
      expect(await watch(world())).toMatchObject({ nudged: 0 });
      await deliver(world(), ...(world().queued.splice(0, 1) as [Message]));
    }
    expect(waited).toBe(2 * HOUR);
  });

  test('goes on at once when the stream has caught up, and when only a shard that is idle now was behind', async () => {
    await put(world(), many(3));
    await says(world(), 600);
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    await deliverNext(world());
    await deliverNext(world());
    pass(world(), 100);
    await drainQueues(world());
    const job = await jobOf(world(), uuid);
    expect(job).toMatchObject({ status: 'completed' });
    expect(job).not.toHaveProperty('waitingFor');
  });

  test.each([
    { clock: 'a right clock', ahead: 0 },
    { clock: 'a clock that was a day ahead and was set back', ahead: 24 * HOUR },
  ])('notices by itself, with $clock, that nothing is projected while it writes', async ({ ahead }) => {
    pass(world(), ahead);
    if (ahead > 0) await says(world(), 0);
    pass(world(), -ahead);
    await put(world(), many(501));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    await deliverNext(world());
    const [large, small] = world().queued;
    if (large === undefined || small === undefined) throw new Error('There are two lanes');
    await deliver(world(), small);
    pass(world(), 61);
    await deliver(world(), large);
    expect(await jobOf(world(), uuid)).toMatchObject({ waitingFor: 'projection', slices: { done: 1 } });
    await says(world(), 0);
    pass(world(), 6);
    await deliver(world(), large);
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed' });
  });

  test('can be interrupted while it waits, and an export does not wait', async () => {
    await put(world(), many(3));
    await says(world(), 600);
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    const exported = await submit(world(), { type: 'export', format: 'csv', columns: null }, { folder: 'active' });
    await deliverNext(world());
    await deliverNext(world());
    await deliverNext(world());
    await deliverNext(world());
    await interruptJob(world().data, world().workspace, uuid, world().clock);
    await deliverNext(world());
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'interrupted', totals: { changed: 0 } });
    expect(await jobOf(world(), exported.uuid)).toMatchObject({ slices: { done: 1 } });
  });
});

describe('a deletion', () => {
  const world = worlds();

  test('leaves nothing, and is told once, after the projection stood still for an hour, however often it is replayed', async () => {
    const people = archivedPeople(atNight(3_000, { byDay: 400 }));
    const uuids = await put(world(), people);
    await replay(world(), people.map((one) => recordOf(world().workspace, null, one)) as Records);
    pass(world(), 60);
    const uuid = await runDeletion(world());
    await drainQueues(world());
    const deleted = await recordsOf(world(), people);
    const done = { status: 'started', waitingFor: 'projection', totals: { changed: people.length } };
    expect(await jobOf(world(), uuid)).toMatchObject(done);
    pass(world(), HOUR);
    expect(await watch(world())).toMatchObject({ open: 1, completed: 0 });
    // A batch that was projected and not acknowledged comes again, in other parts.
    await replay(world(), deleted.slice(0, 300));
    await replay(world(), deleted.slice(150, -1));
    await drainQueues(world());
    expect(await watch(world())).toMatchObject({ open: 1, completed: 0 });
    expect(await jobOf(world(), uuid)).toMatchObject(done);
    await replay(world(), deleted.slice(-1));
    await drainQueues(world());
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed', totals: { changed: people.length } });
    await replay(world(), deleted);
    expect(await leftOf(world(), uuids)).toEqual([]);
    expect((await ledgerOf(world())).sort()).toEqual([...uuids].sort());
  });

  test('of nobody ends without the stream', async () => {
    const people = archivedPeople(2);
    await put(world(), people);
    const uuid = await runDeletion(world());
    await put(
      world(),
      people.map((one) => ({ ...one, status: 'active' as const, version: 2 })),
    );
    await drainQueues(world());
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed', totals: { changed: 0 } });
  });

  test('of which the stream never tells waits while the stream may tell of it; later the watchdog looks itself', async () => {
    const people = archivedPeople(3);
    const uuids = await put(world(), people);
    await replay(world(), people.map((one) => recordOf(world().workspace, null, one)) as Records);
    pass(world(), 60);
    const uuid = await runDeletion(world());
    await drainQueues(world());
    for (let hour = 0; hour < 6; hour++) {
      pass(world(), HOUR);
      expect(await watch(world())).toMatchObject({ completed: 0, waiting: 1 });
    }
    // Nobody tells of anything, since no other job runs: the stream has given the records up.
    pass(world(), HOUR);
    expect(await watch(world())).toMatchObject({ completed: 1 });
    expect(await leftOf(world(), uuids)).toEqual([]);
    expect((await ledgerOf(world())).sort()).toEqual([...uuids].sort());
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed' });
  });

  test('of which the stream told nothing ends when the watchdog has looked', async () => {
    const people = archivedPeople(3);
    await put(world(), people);
    const uuid = await runDeletion(world());
    await drainQueues(world());
    await says(world(), 0);
    pass(world(), 60);
    expect(await watch(world())).toMatchObject({ completed: 0 });
    pass(world(), 20 * 60);
    await says(world(), 0);
    expect(await watch(world())).toMatchObject({ completed: 1 });
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'completed' });
  });
});
