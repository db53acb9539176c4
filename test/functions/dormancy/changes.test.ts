import { describe, expect, test } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { isTombstone } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId, JobId } from '../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import { sweepNow } from '../../../shared/services/lifecycle/sweep.ts';
import { contact, many, NOW, type World, worlds } from '../engine/world.ts';
import { modify, stored } from '../groups/api.ts';
import { nightOf } from './night.ts';

const DAY = 86_400_000_000;

/** 20 contacts each of 40, 100, 200 and 400 days without a sign of life, none of them flagged. */
const AGES = [40, 100, 200, 400];
const people = (world: World) => world.put(AGES.flatMap((age) => many(20, { lastSeenOn: addDays(NOW, -age) })));

/** Ages in days of the flagged contacts, each once. */
async function flaggedAges(world: World, uuids: readonly ContactId[]): Promise<number[]> {
  const ages = new Map<number, Set<boolean>>();
  for (const item of (await world.read(uuids)).values()) {
    if (isTombstone(item)) throw new Error('A contact was deleted');
    const age = Math.round((world.clock - (item.lastSeenOn ?? item.createdOn)) / DAY);
    ages.set(age, (ages.get(age) ?? new Set()).add(item.dormantSince !== null));
  }
  for (const [age, flags] of ages)
    if (flags.size > 1) throw new Error(`Only some of the contacts of ${age} days are flagged`);
  return [...ages].filter(([, flags]) => flags.has(true)).map(([age]) => age);
}

/** What saving settings does; true when it started a sweep. */
async function setDays(world: World, dormancyDays: number): Promise<boolean> {
  const settings = await world.set({ dormancyDays });
  return (await sweepNow(world, world.workspace, { settings, by: 'token-1', now: world.clock })).started;
}

/** Until there is nothing to do: messages, and jobs whose messages the watchdog has to send. */
async function settle(world: World): Promise<void> {
  do {
    await world.drain();
    world.pass(121);
    await watch(world);
  } while (world.queued.length > 0);
}

describe('another number of days', () => {
  const world = worlds();

  test.each([
    [30, [40, 100, 200, 400]],
    [150, [200, 400]],
    [365, [400]],
    [3_650, []],
  ])('of 90 makes %d: at once the flag is on those that are due, and on no others', async (days, flagged) => {
    const uuids = await people(world());
    await nightOf(world());
    await world().drain();
    expect(await flaggedAges(world(), uuids)).toEqual([100, 200, 400]);
    expect(await setDays(world(), days)).toBe(true);
    await world().drain();
    expect(await flaggedAges(world(), uuids)).toEqual(flagged);
    expect(await nightOf(world())).toMatchObject({ flag_dormant: 0 });
  });

  test('that moves no contact over the limit starts no job', async () => {
    await people(world());
    await setDays(world(), 90);
    await world().drain();
    expect(await setDays(world(), 95)).toBe(false);
    expect(await world().jobs()).toHaveLength(1);
  });

  test('set again and again during a sweep: one more sweep, and the flags are right', async () => {
    const uuids = await people(world());
    await setDays(world(), 30);
    await world().deliverNext();
    for (const days of [365, 90, 3_650, 150]) expect(await setDays(world(), days)).toBe(false);
    await settle(world());
    expect(await flaggedAges(world(), uuids)).toEqual([200, 400]);
    expect(await world().jobs()).toHaveLength(2);
  });

  test('or another time zone, set during a sweep: one more sweep, and the flags are right', async () => {
    // In Auckland it is the next day, so contacts seen on the first of 90 days are due.
    const [due, other] = await world().put([
      contact({ lastSeenOn: instant(world().clock - 90 * DAY - 1) }),
      contact({ lastSeenOn: addDays(world().clock, -89) }),
    ]);
    await people(world());
    world().clock = instant(Date.parse('2026-11-24T11:30:00Z') * 1000);
    await setDays(world(), 90);
    await world().deliverNext();
    const settings = await world().set({ timezone: 'Pacific/Auckland' });
    const staging = { settings, by: 'token-1', now: world().clock };
    expect(await sweepNow(world(), world().workspace, staging)).toMatchObject({ started: false });
    await settle(world());
    expect([await world().folders([due]), await world().folders([other])]).toEqual([{ dormant: 1 }, { active: 1 }]);
    expect((await world().jobs()).filter(({ work }) => work.type === 'flag_dormant')).toHaveLength(2);
  });

  test('set while a sweep that finds no contact is still being selected is not lost', async () => {
    const uuids = await people(world());
    await setDays(world(), 90);
    await world().drain();
    await setDays(world(), 30);
    // Seen today, so that a sweep of fewer days no longer finds them.
    for (const uuid of uuids.slice(0, 20)) await modify(world(), uuid, [{ type: 'seen', seenOn: world().clock }]);
    expect(await setDays(world(), 365)).toBe(false);
    await settle(world());
    expect(await flaggedAges(world(), uuids)).toEqual([400]);
  });

  test('during a sweep that is paused starts one of its own, which the paused one does not undo', async () => {
    const uuids = await people(world());
    await setDays(world(), 30);
    await world().deliverNext();
    const [paused] = await world().jobs();
    await world().pause(paused?.uuid as JobId);
    expect(await setDays(world(), 150)).toBe(true);
    await settle(world());
    expect(await flaggedAges(world(), uuids)).toEqual([200, 400]);
    await world().resume(paused?.uuid as JobId);
    await settle(world());
    expect(await flaggedAges(world(), uuids)).toEqual([200, 400]);
  });

  test('leaves alone contacts that were seen, or left active, between selection and sweep', async () => {
    const [seen, archived, quiet] = await world().put(many(3, { lastSeenOn: addDays(NOW, -100), dormantSince: NOW }));
    await setDays(world(), 365);
    await world().deliverNext();
    await modify(world(), seen, [{ type: 'seen', seenOn: NOW }]);
    await modify(world(), archived, [{ type: 'status', status: 'archived' }]);
    await settle(world());
    const [job] = await world().jobs();
    expect(job?.totals).toEqual({ changed: 1, unchanged: 0, skipped: { seen: 1, not_active: 1 }, failed: {} });
    expect(await stored(world(), quiet)).toMatchObject({ dormantSince: null });
  });
});
