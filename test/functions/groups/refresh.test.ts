import { describe, expect, test } from 'vitest';
import { hourly } from '../../../functions/lifecycle/lifecycle.ts';
import { changeGroup, storeGroup } from '../../../shared/data/workspace/groups.ts';
import type { GroupId } from '../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import { contact, many, NOW, newId, type World, worlds } from '../engine/world.ts';
import { membersAmong, shown, smartGroup } from './api.ts';

const QUIET = 'last_seen_on < -90d';
const seen = (daysAgo: number) => ({ lastSeenOn: addDays(NOW, -daysAgo) });

const sleep = (world: World, days: number) => world.pass(days * 86_400);

/** A ready group, refreshed up to now. */
async function quiet(world: World, query = QUIET): Promise<GroupId> {
  const uuid = await smartGroup(world, query);
  await world.drain();
  return uuid;
}

const turning = async (world: World) => (await world.jobs()).filter(({ work }) => work.type === 'turn_groups');

describe('smart groups as days pass', () => {
  const world = worlds();

  test('moves the contacts that match or no longer match since midnight, and reads no others', async () => {
    const [due, dormant, later] = await world().put([
      contact(seen(90)),
      contact({ ...seen(90), dormantSince: NOW }),
      contact(seen(89)),
    ]);
    await world().put([...many(40, seen(5)), ...many(40, seen(200))]);
    const uuid = await quiet(world());
    expect(await membersAmong(world(), uuid, [due, dormant, later])).toEqual([]);
    sleep(world(), 1);
    expect(await hourly(world())).toEqual({ workspaces: 1, repaired: 0, jobs: 1, sweeps: 0, policies: 0 });
    await world().drain();
    expect(await membersAmong(world(), uuid, [due, dormant, later])).toEqual([due, dormant]);
    expect(await turning(world())).toMatchObject([{ status: 'completed', total: 2, totals: { changed: 2 } }]);
    expect(await hourly(world())).toMatchObject({ jobs: 0 });
  });

  test('costs 8 read units a group on an idle night, and almost nothing within a day', async () => {
    await world().put([...many(600, seen(10)), ...many(300, { ...seen(200), dormantSince: NOW })]);
    for (const days of [30, 60, 90]) await quiet(world(), `last_seen_on < -${days}d`);
    const cost = () => world().spent(async () => expect(await hourly(world())).toMatchObject({ repaired: 0, jobs: 0 }));
    const withinTheDay = await cost();
    expect(withinTheDay.readUnits).toBeLessThanOrEqual(6);
    expect(withinTheDay.writeUnits).toBe(0);
    sleep(world(), 1);
    const overnight = await cost();
    expect(overnight.readUnits - withinTheDay.readUnits).toBeLessThanOrEqual(3 * 8);
    expect(overnight.writeUnits).toBe(1);
  });

  test('repeats what a job did not reach, and waits for a running job', async () => {
    const uuids = await world().put([contact(seen(90)), contact(seen(89))]);
    const uuid = await quiet(world());
    sleep(world(), 1);
    await hourly(world());
    expect(await hourly(world())).toMatchObject({ jobs: 0 });
    const [job] = await turning(world());
    if (job) await world().interrupt(job.uuid);
    world().queued.splice(0);
    sleep(world(), 1);
    expect(await hourly(world())).toMatchObject({ jobs: 1 });
    await world().deliverNext();
    await world().giveUp(world().taken(1)[0]);
    expect(await membersAmong(world(), uuid, uuids)).toEqual([]);
    expect(await hourly(world())).toMatchObject({ jobs: 1 });
    await world().drain();
    expect(await membersAmong(world(), uuid, uuids)).toEqual(uuids);
    expect(await hourly(world())).toMatchObject({ jobs: 0 });
  });
});

describe('repairing smart groups', () => {
  const world = worlds();

  test('populates a group again whose job was never stored, was lost or was interrupted', async () => {
    const uuids = await world().put(many(2, { name: 'Ann' }));
    const group = { uuid: newId() as string as GroupId, name: 'Anns', query: 'name = "ann"', createdOn: NOW };
    await storeGroup(world().data, world().workspace, { ...group, system: false, status: 'initializing' });
    expect(await shown(world(), group.uuid)).toBeUndefined();
    expect(await hourly(world())).toMatchObject({ repaired: 1 });
    expect(await shown(world(), group.uuid)).toMatchObject({ status: 'evaluating' });
    expect(await hourly(world())).toMatchObject({ repaired: 0 });
    await world().drain();
    expect(await shown(world(), group.uuid)).toMatchObject({ status: 'ready' });
    expect(await membersAmong(world(), group.uuid, uuids)).toEqual(uuids);
  });

  test('finds members again when the date format or the time zone has changed', async () => {
    const [evening] = await world().put([contact({ lastSeenOn: instant(Date.parse('2026-11-02T23:30:00Z') * 1000) })]);
    const uuid = await quiet(world(), 'last_seen_on = 03-11-2026');
    expect(await membersAmong(world(), uuid, [evening])).toEqual([]);
    await world().set({ timezone: 'Africa/Kigali' });
    expect(await hourly(world())).toMatchObject({ repaired: 1 });
    await world().drain();
    expect(await membersAmong(world(), uuid, [evening])).toEqual([evening]);
    await world().set({ dateStyle: 'month_first' });
    await hourly(world());
    await world().drain();
    expect(await membersAmong(world(), uuid, [evening])).toEqual([]);
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready' });
  });

  test('makes a group ready once, for the job that it waits for', async () => {
    await world().put(many(1, { name: 'Ann' }));
    const uuid = await smartGroup(world(), 'name = ann');
    await changeGroup(world().data, world().workspace, uuid, () => ({ job: newId() as string as never }));
    await world().drain();
    expect(await shown(world(), uuid)).toMatchObject({ status: 'evaluating' });
    expect(await hourly(world())).toMatchObject({ repaired: 1 });
    await world().drain();
    expect(await shown(world(), uuid)).toMatchObject({ status: 'ready' });
  });
});
