import { describe, expect, test } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { changeContact, readContacts } from '../../../shared/data/contacts/index.ts';
import { listJobs, pauseJob, resumeJob } from '../../../shared/data/jobs/index.ts';
import { updateSettings } from '../../../shared/data/workspace/settings.ts';
import { apply } from '../../../shared/domain/changes/apply.ts';
import { isTombstone } from '../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../shared/domain/contacts/modifiers/modifier.ts';
import type { ContactId, JobId } from '../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import { sweepNow } from '../../../shared/services/lifecycle/sweep.ts';
import { assets } from '../../shared/domain/jobs/samples.ts';
import { worlds } from '../jobs/engine.ts';
import { contact, deliver, drain, type Message, many, NOW, put, type World } from '../jobs/world.ts';
import { nightOf } from './night.ts';

const DAY = 86_400_000_000;

/** 20 contacts each of 40, 100, 200 and 400 days without a sign of life, none of them flagged. */
const AGES = [40, 100, 200, 400];
const people = (world: World) =>
  put(
    world,
    AGES.flatMap((age) => many(20, { lastSeenOn: addDays(NOW, -age) })),
  );

/** Ages in days of the flagged contacts, each once. */
async function flaggedAges({ data, workspace, clock }: World, uuids: readonly ContactId[]): Promise<number[]> {
  const ages = new Map<number, Set<boolean>>();
  for (const item of (await readContacts(data, workspace, uuids)).values()) {
    if (isTombstone(item)) throw new Error('A contact was deleted');
    const age = Math.round((clock - (item.lastSeenOn ?? item.createdOn)) / 86_400_000_000);
    ages.set(age, (ages.get(age) ?? new Set()).add(item.dormantSince !== null));
  }
  for (const [age, flags] of ages)
    if (flags.size > 1) throw new Error(`Only some of the contacts of ${age} days are flagged`);
  return [...ages].filter(([, flags]) => flags.has(true)).map(([age]) => age);
}

/** What saving settings does; true when it started a sweep. */
async function setDays(world: World, dormancyDays: number): Promise<boolean> {
  const settings = await updateSettings(world.data, world.workspace, { dormancyDays }, NOW);
  return (await sweepNow(world, world.workspace, { settings, by: 'token-1', now: world.clock })).started;
}

/** Until there is nothing to do: messages, and jobs whose messages the watchdog has to send. */
async function settle(world: World): Promise<void> {
  do {
    await drain(world);
    world.clock = instant(world.clock + 121_000_000);
    await watch(world);
  } while (world.queued.length > 0);
}

const modify = ({ data, workspace, clock: now }: World, uuid: ContactId, modifiers: readonly Modifier[]) =>
  changeContact(data, workspace, uuid, {}, (one, taken) =>
    apply(one, modifiers, assets(), { now, change: { by: 'token-1', via: 'api' }, taken }),
  );

const jobsOf = async ({ data, workspace }: World) => (await listJobs(data, workspace, { limit: 50 })).jobs;

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
    await drain(world());
    expect(await flaggedAges(world(), uuids)).toEqual([100, 200, 400]);
    expect(await setDays(world(), days)).toBe(true);
    await drain(world());
    expect(await flaggedAges(world(), uuids)).toEqual(flagged);
    expect(await nightOf(world())).toMatchObject({ flag_dormant: 0 });
  });

  test('that moves no contact over the limit starts no job', async () => {
    await people(world());
    await setDays(world(), 90);
    await drain(world());
    expect(await setDays(world(), 95)).toBe(false);
    expect(await jobsOf(world())).toHaveLength(1);
  });

  test('set again and again during a sweep: one more sweep, and the flags are right', async () => {
    const uuids = await people(world());
    await setDays(world(), 30);
    await deliver(world(), ...(world().queued.splice(0, 1) as [Message]));
    for (const days of [365, 90, 3_650, 150]) expect(await setDays(world(), days)).toBe(false);
    await settle(world());
    expect(await flaggedAges(world(), uuids)).toEqual([200, 400]);
    expect(await jobsOf(world())).toHaveLength(2);
  });

  test('or another time zone, set during a sweep: one more sweep, and the flags are right', async () => {
    // In Auckland it is the next day, so contacts seen on the first of 90 days are due.
    const [due, other] = await put(world(), [
      contact({ lastSeenOn: instant(world().clock - 90 * DAY - 1) }),
      contact({ lastSeenOn: addDays(world().clock, -89) }),
    ]);
    const flagged = async () => {
      const all = await readContacts(world().data, world().workspace, [due, other] as ContactId[]);
      return [...all.values()].filter((one) => !isTombstone(one) && one.dormantSince !== null).map(({ uuid }) => uuid);
    };
    await people(world());
    world().clock = instant(Date.parse('2026-11-24T11:30:00Z') * 1000);
    await setDays(world(), 90);
    await deliver(world(), ...(world().queued.splice(0, 1) as [Message]));
    const settings = await updateSettings(world().data, world().workspace, { timezone: 'Pacific/Auckland' }, NOW);
    const staging = { settings, by: 'token-1', now: world().clock };
    expect(await sweepNow(world(), world().workspace, staging)).toMatchObject({ started: false });
    await settle(world());
    expect(await flagged()).toEqual([due]);
    expect((await jobsOf(world())).filter(({ work }) => work.type === 'flag_dormant')).toHaveLength(2);
  });

  test('lowered and raised again during a sweep is as if it had not been changed', async () => {
    const uuids = await people(world());
    await setDays(world(), 150);
    for (const days of [30, 365, 150]) await setDays(world(), days);
    await settle(world());
    expect(await flaggedAges(world(), uuids)).toEqual([200, 400]);
    expect(await jobsOf(world())).toHaveLength(1);
  });

  test('set while a sweep that finds no contact is still being selected is not lost', async () => {
    const uuids = await people(world());
    await setDays(world(), 90);
    await drain(world());
    await setDays(world(), 30);
    await modifyAll(world(), uuids.slice(0, 20));
    expect(await setDays(world(), 365)).toBe(false);
    await settle(world());
    expect(await flaggedAges(world(), uuids)).toEqual([400]);
  });

  test('during a sweep that is paused starts one of its own, which the paused one does not undo', async () => {
    const uuids = await people(world());
    await setDays(world(), 30);
    await deliver(world(), ...(world().queued.splice(0, 1) as [Message]));
    const [paused] = await jobsOf(world());
    await pauseJob(world().data, world().workspace, paused?.uuid as JobId, world().clock);
    expect(await setDays(world(), 150)).toBe(true);
    await settle(world());
    expect(await flaggedAges(world(), uuids)).toEqual([200, 400]);
    await resumeJob(world().data, world().workspace, paused?.uuid as JobId, world().clock);
    await settle(world());
    expect(await flaggedAges(world(), uuids)).toEqual([200, 400]);
  });

  test('leaves alone contacts that were seen, or left active, between selection and sweep', async () => {
    const [seen, archived, quiet] = (await put(world(), [
      ...many(2, { lastSeenOn: addDays(NOW, -100), dormantSince: NOW }),
      contact({ lastSeenOn: addDays(NOW, -100), dormantSince: NOW }),
    ])) as [ContactId, ContactId, ContactId];
    await setDays(world(), 365);
    await deliver(world(), ...(world().queued.splice(0, 1) as [Message]));
    await modify(world(), seen, [{ type: 'seen', seenOn: NOW }]);
    await modify(world(), archived, [{ type: 'status', status: 'archived' }]);
    await settle(world());
    const [job] = await jobsOf(world());
    expect(job?.totals).toEqual({ changed: 1, unchanged: 0, skipped: { seen: 1, not_active: 1 }, failed: {} });
    expect((await readContacts(world().data, world().workspace, [quiet])).get(quiet)).toMatchObject({
      dormantSince: null,
    });
  });
});

/** Seen today, so that a sweep of fewer days no longer finds them. */
async function modifyAll(world: World, uuids: readonly ContactId[]): Promise<void> {
  for (const uuid of uuids) await modify(world, uuid, [{ type: 'seen', seenOn: world.clock }]);
}
