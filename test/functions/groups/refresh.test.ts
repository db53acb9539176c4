import { describe, expect, test } from 'vitest';
import { hourly } from '../../../functions/lifecycle/lifecycle.ts';
import { consumedSince } from '../../../shared/data/dynamo/meter.ts';
import { interruptJob, listJobs } from '../../../shared/data/jobs/index.ts';
import { changeGroup, storeGroup } from '../../../shared/data/workspace/groups.ts';
import { updateSettings } from '../../../shared/data/workspace/settings.ts';
import type { ContactId, GroupId } from '../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import { worlds } from '../jobs/engine.ts';
import { contact, deliver, drain, giveUp, many, NOW, newId, put, type World } from '../jobs/world.ts';
import { membersAmong, modify, shown, smartGroup } from './api.ts';

const QUIET = 'last_seen_on < -90d';
const seen = (daysAgo: number) => ({ lastSeenOn: addDays(NOW, -daysAgo) });

function sleep(world: World, days: number): void {
  world.clock = addDays(world.clock, days);
}

/** A ready group, refreshed up to now. */
async function quiet(world: World, query = QUIET): Promise<GroupId> {
  const uuid = await smartGroup(world, query);
  await drain(world);
  return uuid;
}

const jobsOf = async ({ data, workspace }: World) =>
  (await listJobs(data, workspace, { limit: 50 })).jobs.filter(({ work }) => work.type === 'turn_groups');

describe('smart groups as days pass', () => {
  const world = worlds();

  test('moves the contacts that match or no longer match since midnight, and reads no others', async () => {
    const [due, dormant, later] = (await put(world(), [
      contact(seen(90)),
      contact({ ...seen(90), dormantSince: NOW }),
      contact(seen(89)),
    ])) as [ContactId, ContactId, ContactId];
    await put(world(), [...many(40, seen(5)), ...many(40, seen(200))]);
    const uuid = await quiet(world());
    expect(await membersAmong(world(), uuid, [due, dormant, later])).toEqual([]);
    sleep(world(), 1);
    expect(await hourly(world())).toEqual({ workspaces: 1, repaired: 0, jobs: 1, sweeps: 0, policies: 0 });
    await drain(world());
    expect(await membersAmong(world(), uuid, [due, dormant, later])).toEqual([due, dormant]);
    expect(await jobsOf(world())).toMatchObject([{ status: 'completed', total: 2, totals: { changed: 2 } }]);
    expect(await hourly(world())).toMatchObject({ jobs: 0 });
  });

  test('adds and removes members, on both sides of a day', async () => {
    const uuids = await put(world(), [
      contact(seen(0)),
      contact(seen(1)),
      contact(seen(2)),
      contact(seen(3)),
      contact(),
    ]);
    const within = await quiet(world(), 'last_seen_on >= -2d');
    const exactly = await quiet(world(), 'last_seen_on = -2d');
    sleep(world(), 1);
    await hourly(world());
    await drain(world());
    expect(await membersAmong(world(), within, uuids)).toEqual(uuids.slice(0, 2));
    expect(await membersAmong(world(), exactly, uuids)).toEqual([uuids[1]]);
  });

  test('catches up on nights on which it did not run', async () => {
    const uuids = await put(
      world(),
      [90, 88, 84, 83, 70].map((days) => contact(seen(days))),
    );
    const uuid = await quiet(world());
    sleep(world(), 7);
    expect(await hourly(world())).toMatchObject({ jobs: 1 });
    await drain(world());
    expect(await membersAmong(world(), uuid, uuids)).toEqual(uuids.slice(0, 3));
  });

  test('uses midnight in the time zone of the workspace', async () => {
    await updateSettings(world().data, world().workspace, { timezone: 'America/Lima' }, NOW);
    world().clock = instant(Date.parse('2026-11-24T05:30:00Z') * 1000);
    const [due] = await put(world(), [contact({ lastSeenOn: instant(Date.parse('2026-08-26T15:00:00Z') * 1000) })]);
    const uuid = await quiet(world());
    world().clock = instant(Date.parse('2026-11-25T04:05:00Z') * 1000);
    await hourly(world());
    await drain(world());
    expect(await membersAmong(world(), uuid, [due as ContactId])).toEqual([]);
    world().clock = instant(Date.parse('2026-11-25T05:05:00Z') * 1000);
    await hourly(world());
    await drain(world());
    expect(await membersAmong(world(), uuid, [due as ContactId])).toEqual([due]);
  });

  test('costs 8 read units a group on an idle night, and almost nothing within a day', async () => {
    await put(world(), [...many(600, seen(10)), ...many(300, { ...seen(200), dormantSince: NOW })]);
    for (const days of [30, 60, 90]) await quiet(world(), `last_seen_on < -${days}d`);
    const cost = async () => {
      const start = world().data.meter.read();
      expect(await hourly(world())).toMatchObject({ repaired: 0, jobs: 0 });
      return consumedSince(world().data.meter, start);
    };
    const withinTheDay = await cost();
    expect(withinTheDay.readUnits).toBeLessThanOrEqual(6);
    expect(withinTheDay.writeUnits).toBe(0);
    sleep(world(), 1);
    const overnight = await cost();
    expect(overnight.readUnits - withinTheDay.readUnits).toBeLessThanOrEqual(3 * 8);
    expect(overnight.writeUnits).toBe(1);
  });

  test('repeats what a job did not reach, and waits for a running job', async () => {
    const uuids = await put(world(), [contact(seen(90)), contact(seen(89))]);
    const uuid = await quiet(world());
    sleep(world(), 1);
    await hourly(world());
    expect(await hourly(world())).toMatchObject({ jobs: 0 });
    const [job] = await jobsOf(world());
    if (job) await interruptJob(world().data, world().workspace, job.uuid, world().clock);
    world().queued.splice(0);
    sleep(world(), 1);
    expect(await hourly(world())).toMatchObject({ jobs: 1 });
    const [select] = world().queued.splice(0, 1);
    if (select) await deliver(world(), select);
    const [slice] = world().queued.splice(0, 1);
    if (slice) await giveUp(world(), slice);
    expect(await membersAmong(world(), uuid, uuids)).toEqual([]);
    expect(await hourly(world())).toMatchObject({ jobs: 1 });
    await drain(world());
    expect(await membersAmong(world(), uuid, uuids)).toEqual(uuids);
    expect(await hourly(world())).toMatchObject({ jobs: 0 });
  });

  test('does not move contacts that were seen after they were selected', async () => {
    const [back] = (await put(world(), [contact(seen(90))])) as [ContactId];
    const uuid = await quiet(world());
    sleep(world(), 1);
    await hourly(world());
    await modify(world(), back, [{ type: 'seen', seenOn: world().clock }]);
    await drain(world());
    expect(await membersAmong(world(), uuid, [back])).toEqual([]);
  });
});

describe('repairing smart groups', () => {
  const world = worlds();

  test('populates a group again whose job was never stored, was lost or was interrupted', async () => {
    const uuids = await put(world(), many(2, { name: 'Ann' }));
    const group = { uuid: newId() as string as GroupId, name: 'Anns', query: 'name = "ann"', createdOn: NOW };
    await storeGroup(world().data, world().workspace, { ...group, system: false, status: 'initializing' });
    expect(await shown(world(), group.uuid)).toBeUndefined();
    expect(await hourly(world())).toMatchObject({ repaired: 1 });
    expect(await shown(world(), group.uuid)).toMatchObject({ status: 'evaluating' });
    expect(await hourly(world())).toMatchObject({ repaired: 0 });
    await drain(world());
    expect(await shown(world(), group.uuid)).toMatchObject({ status: 'ready' });
    expect(await membersAmong(world(), group.uuid, uuids)).toEqual(uuids);
  });

  test('finds members again when the date format or the time zone has changed', async () => {
    const [evening] = (await put(world(), [
      contact({ lastSeenOn: instant(Date.parse('2026-11-02T23:30:00Z') * 1000) }),
    ])) as [ContactId];
    const uuid = await quiet(world(), 'last_seen_on = 03-11-2026');
    expect(await membersAmong(world(), uuid, [evening])).toEqual([]);
    await updateSettings(world().data, world().workspace, { timezone: 'Africa/Kigali' }, NOW);
    expect(await hourly(world())).toMatchObject({ repaired: 1 });
    await drain(world());
    expect(await membersAmong(world(), uuid, [evening])).toEqual([evening]);
    await updateSettings(world().data, world().workspace, { dateStyle: 'month_first' }, NOW);
    await hourly(world());
    await drain(world());
    expect(await membersAmong(world(), uuid, [evening])).toEqual([]);
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready' });
  });

  test('makes a group ready once, for the job that it waits for', async () => {
    await put(world(), many(1, { name: 'Ann' }));
    const uuid = await smartGroup(world(), 'name = ann');
    await changeGroup(world().data, world().workspace, uuid, () => ({ job: newId() as string as never }));
    await drain(world());
    expect(await shown(world(), uuid)).toMatchObject({ status: 'evaluating' });
    expect(await hourly(world())).toMatchObject({ repaired: 1 });
    await drain(world());
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready' });
  });
});
