/** Jobs and the stream's function: they wait for it when it is behind, and a deletion ends when all are erased. */
import { describe, expect, test } from 'vitest';
import { watch } from '../../../../functions/jobs/watchdog/watch.ts';
import { project } from '../../../../functions/project/projections.ts';
import { readPartitions } from '../../../../shared/data/contacts/index.ts';
import { createMeter } from '../../../../shared/data/dynamo/index.ts';
import { listErasures } from '../../../../shared/data/erasures/index.ts';
import { sayProjected } from '../../../../shared/data/jobs/index.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, JobId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { atNight } from '../../../support/night.ts';
import { ARCHIVE, many, NOW, type World, worlds } from '../../engine/world.ts';
import { quiet, recordOf } from '../../project/records.ts';

const SECOND = 1_000_000;
const HOUR = 3_600;

/** Another process of the stream's function says how many seconds it is behind. */
const says = ({ data, clock }: World, lag: number): Promise<void> =>
  sayProjected({ ...data, meter: createMeter() }, instant(clock - lag * SECOND), clock);

async function deliverNext(world: World): Promise<void> {
  const [message] = world.taken(1);
  world.pass(message.delay ?? 0);
  await world.deliver(message);
}

const archivedPeople = (count: number): Contact[] => many(count, { status: 'archived', statusOn: addDays(NOW, -1) });

async function runDeletion(world: World): Promise<JobId> {
  const { uuid } = await world.submit({ type: 'delete' }, { folder: 'archived' }, { preview: true });
  await world.drainQueues();
  await world.runPreview(uuid);
  return uuid;
}

/** The stream's records of deletions, as they were written at a time. */
async function recordsOf(world: World, people: readonly Contact[]) {
  const now = await world.read(people.map(({ uuid }) => uuid));
  return people.map((before) => {
    const record = recordOf(world.workspace, before, now.get(before.uuid) ?? null);
    const ApproximateCreationDateTime = Math.floor((now.get(before.uuid)?.modifiedOn ?? 0) / SECOND);
    return { ...record, dynamodb: { ...record.dynamodb, ApproximateCreationDateTime } };
  });
}

type Records = Awaited<ReturnType<typeof recordsOf>>;

/** Projects records in batches, as the stream brings them. */
async function replay(world: World, records: Records): Promise<void> {
  for (let from = 0; from < records.length; from += 200)
    expect(await project(records.slice(from, from + 200), quiet(world))).toEqual({});
}

/** What is left of people besides their tombstones. */
async function leftOf({ data, workspace }: World, uuids: readonly ContactId[]) {
  const partitions = await readPartitions(data, workspace, uuids, { consistent: true });
  return partitions.filter(({ history, others }) => history.length + others.length > 0);
}

async function ledgerOf({ data, workspace }: World): Promise<string[]> {
  const { erasures } = await listErasures(data, workspace, {}, { limit: 100_000, keep: () => true });
  return erasures.map(({ erasure }) => erasure.contact).sort();
}

describe('a job beside a stream that is behind', () => {
  const world = worlds();

  test('waits half the lag before each slice, says so, and goes on by itself', async () => {
    await world().put(many(3));
    await says(world(), 600);
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    await deliverNext(world());
    await deliverNext(world());
    expect(world().queued).toMatchObject([{ delay: 300, body: { held: 300 } }]);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'queued', waitingFor: 'projection' });
    await deliverNext(world());
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', totals: { changed: 3 } });
  });

  test('waits on while the stream falls further behind, and is neither stuck nor stopped for ever', async () => {
    await world().put(many(3));
    await says(world(), 4 * HOUR);
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    await deliverNext(world());
    let waited = 0;
    for (; (await world().jobOf(uuid)).status !== 'completed'; waited += world().queued[0]?.delay ?? 0) {
      world().pass(world().queued[0]?.delay ?? 0);
      await says(world(), 4 * HOUR);
      expect(await watch(world())).toMatchObject({ nudged: 0 });
      await world().deliverNext();
    }
    expect(waited).toBe(2 * HOUR);
  });

  test('goes on at once when the stream has caught up, and when only a shard that is idle now was behind', async () => {
    await world().put(many(3));
    await says(world(), 600);
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    await deliverNext(world());
    await deliverNext(world());
    world().pass(100);
    await world().drainQueues();
    const job = await world().jobOf(uuid);
    expect(job).toMatchObject({ status: 'completed' });
    expect(job).not.toHaveProperty('waitingFor');
  });

  test.each([
    { clock: 'a right clock', ahead: 0 },
    { clock: 'a clock that was a day ahead and was set back', ahead: 24 * HOUR },
  ])('notices by itself, with $clock, that nothing is projected while it writes', async ({ ahead }) => {
    world().pass(ahead);
    if (ahead > 0) await says(world(), 0);
    world().pass(-ahead);
    await world().put(many(501));
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    await deliverNext(world());
    const [large, small] = world().taken();
    await world().deliver(small);
    world().pass(61);
    await world().deliver(large);
    expect(await world().jobOf(uuid)).toMatchObject({ waitingFor: 'projection', slices: { done: 1 } });
    await says(world(), 0);
    world().pass(6);
    await world().deliver(large);
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed' });
  });

  test('can be interrupted while it waits, and an export does not wait', async () => {
    await world().put(many(3));
    await says(world(), 600);
    const { uuid } = await world().submit(ARCHIVE, { folder: 'active' });
    const exported = await world().submit({ type: 'export', format: 'csv', columns: null }, { folder: 'active' });
    await deliverNext(world());
    await deliverNext(world());
    await deliverNext(world());
    await deliverNext(world());
    await world().interrupt(uuid);
    await deliverNext(world());
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'interrupted', totals: { changed: 0 } });
    expect(await world().jobOf(exported.uuid)).toMatchObject({ slices: { done: 1 } });
  });
});

describe('a deletion', () => {
  const world = worlds();

  test('leaves nothing, and is told once, after the projection stood still for an hour, however often it is replayed', async () => {
    const people = archivedPeople(atNight(3_000, { byDay: 400 }));
    const uuids = await world().put(people);
    await replay(world(), people.map((one) => recordOf(world().workspace, null, one)) as Records);
    world().pass(60);
    const uuid = await runDeletion(world());
    await world().drainQueues();
    const deleted = await recordsOf(world(), people);
    const done = { status: 'started', waitingFor: 'projection', totals: { changed: people.length } };
    expect(await world().jobOf(uuid)).toMatchObject(done);
    world().pass(HOUR);
    expect(await watch(world())).toMatchObject({ open: 1, completed: 0 });
    // A batch that was projected and not acknowledged comes again, in other parts.
    await replay(world(), deleted.slice(0, 300));
    await replay(world(), deleted.slice(150, -1));
    await world().drainQueues();
    expect(await watch(world())).toMatchObject({ open: 1, completed: 0 });
    expect(await world().jobOf(uuid)).toMatchObject(done);
    await replay(world(), deleted.slice(-1));
    await world().drainQueues();
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', totals: { changed: people.length } });
    await replay(world(), deleted);
    expect(await leftOf(world(), uuids)).toEqual([]);
    expect(await ledgerOf(world())).toEqual([...uuids].sort());
  });

  test('of nobody ends without the stream', async () => {
    const people = archivedPeople(2);
    await world().put(people);
    const uuid = await runDeletion(world());
    await world().put(people.map((one) => ({ ...one, status: 'active' as const, version: 2 })));
    await world().drainQueues();
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed', totals: { changed: 0 } });
  });

  test('of which the stream never tells waits while the stream may tell of it; later the watchdog looks itself', async () => {
    const people = archivedPeople(3);
    const uuids = await world().put(people);
    await replay(world(), people.map((one) => recordOf(world().workspace, null, one)) as Records);
    world().pass(60);
    const uuid = await runDeletion(world());
    await world().drainQueues();
    for (let hour = 0; hour < 6; hour++) {
      world().pass(HOUR);
      expect(await watch(world())).toMatchObject({ completed: 0, waiting: 1 });
    }
    // Nobody tells of anything, since no other job runs: the stream has given the records up.
    world().pass(HOUR);
    expect(await watch(world())).toMatchObject({ completed: 1 });
    expect(await leftOf(world(), uuids)).toEqual([]);
    expect(await ledgerOf(world())).toEqual([...uuids].sort());
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed' });
  });

  test('of which the stream told nothing ends when the watchdog has looked', async () => {
    const people = archivedPeople(3);
    await world().put(people);
    const uuid = await runDeletion(world());
    await world().drainQueues();
    await says(world(), 0);
    world().pass(60);
    expect(await watch(world())).toMatchObject({ completed: 0 });
    world().pass(20 * 60);
    await says(world(), 0);
    expect(await watch(world())).toMatchObject({ completed: 1 });
    expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed' });
  });
});
