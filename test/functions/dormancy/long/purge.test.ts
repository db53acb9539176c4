import { describe, expect, test } from 'vitest';
import { putBase } from '../../../../shared/data/counts/counts.ts';
import { write } from '../../../../shared/data/dynamo/index.ts';
import { approveJob } from '../../../../shared/data/jobs/index.ts';
import { addUnseen } from '../../../../shared/data/limits/index.ts';
import type { BusEntry } from '../../../../shared/domain/bus/events.schema.ts';
import { NO_CHANGE } from '../../../../shared/domain/contacts/counts.ts';
import type { TokenId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { continueJob } from '../../../../shared/services/jobs/submit.ts';
import others from '../../../cases/policies/purge-second-person.json' with { type: 'json' };
import { contact, many, NOW, type World, worlds } from '../../engine/world.ts';
import { nightOf } from '../night.ts';

const DAYS = 100;
const archived = (daysAgo: number) => ({ status: 'archived', statusOn: addDays(NOW, -daysAgo) }) as const;

/** Deletes after a hundred days, beginning `from` days from now. So many archived people are counted. */
async function keep(world: World, { from = 0, counted = 1_000 } = {}) {
  await world.set({
    purgeArchivedAfterDays: DAYS,
    purgesFrom: addDays(NOW, from),
    dormancyDays: 3_650,
    events: ['contacts.purge_due'],
  });
  const folders = { archived: counted };
  await write(world.data, putBase(world.workspace, { version: 0, ...NO_CHANGE }, { ...NO_CHANGE, folders }));
}

/** A night; returns what it did, and what it told. */
async function night(world: World, day = 0) {
  world.clock = addDays(NOW, day);
  const told: BusEntry[] = [];
  const { purge_archived: purges = 0 } = await nightOf(world, told);
  await world.drain();
  return {
    purges,
    told: told.flatMap(({ events }) => events).map((event) => event as { on?: string; count?: number }),
  };
}

/** Every night of these days; returns what was told, by day. */
async function nights(world: World, from: number, to: number) {
  const told: [day: number, on?: string, count?: number][] = [];
  for (let day = from; day <= to; day++)
    for (const { on, count } of (await night(world, day)).told) told.push([day, on, count] as never);
  return told;
}

/** Purges that wait for a person: of what kind, why, and for how many. */
const waiting = async (world: World) =>
  (await world.jobs())
    .filter(({ status }) => status === 'awaiting_approval')
    .map(({ approval, total }) => [approval?.kind, ...(approval?.reasons ?? []), total]);

describe('a workspace that keeps archived contacts for a hundred days', () => {
  const world = worlds();

  test('deletes those that have been archived for longer, a week after a notice, and no others, once', async () => {
    await keep(world());
    const due = await world().put(many(3, archived(DAYS + 2)));
    const stay = await world().put([
      contact(archived(DAYS - 20)),
      contact(),
      contact({ ...archived(DAYS + 5), status: 'blocked', optOut: 'blocked' }),
      contact({ ...archived(DAYS + 5), lastSeenOn: addDays(NOW, -20) }),
      contact({ ...archived(DAYS + 5), hold: { on: NOW, by: 'token-1', reason: 'Asked to stay' } as never }),
    ]);
    expect(await nights(world(), 0, 6)).toEqual([[0, '2026-12-01', 5]]);
    expect(await world().folders(due)).toEqual({ archived: 3 });
    expect((await night(world(), 7)).purges).toBe(1);
    expect(await world().folders(due)).toEqual({ deleted: 3 });
    expect(await world().folders(stay)).toEqual({ archived: 3, active: 1, blocked: 1 });
    expect(await world().jobs()).toMatchObject([
      {
        work: { type: 'purge_archived', days: DAYS },
        total: 3,
        totals: { changed: 3, skipped: {} },
        excluded: { not_due: 1, held: 1 },
        createdBy: 'system',
        policy: { stage: 'purge_archived_after_days', most: 50 },
      },
    ]);
  });

  test('deletes nobody before the time from which it holds, nor once it is switched off', async () => {
    await keep(world(), { from: 8 });
    const uuids = await world().put(many(2, archived(DAYS + 50)));
    for (const day of [0, 1, 7]) expect((await night(world(), day)).purges).toBe(0);
    expect(await world().folders(uuids)).toEqual({ archived: 2 });
    expect((await night(world(), 9)).purges).toBe(1);
    expect(await world().folders(uuids)).toEqual({ deleted: 2 });
    const more = await world().put(many(2, archived(DAYS - 12)));
    await nights(world(), 10, 15);
    await world().set({ purgeArchivedAfterDays: null });
    await nights(world(), 16, 30);
    expect(await world().folders(more)).toEqual({ archived: 2 });
  });

  test('tells of each a week before: first of all that are overdue, then of those that are added', async () => {
    await keep(world(), { from: 7.7 });
    await world().put([...many(4, archived(DAYS + 50)), contact(archived(DAYS - 9))]);
    await world().put(many(2, archived(DAYS - 6)));
    expect(await nights(world(), 0, 5)).toEqual([
      [1, '2026-12-02', 6],
      [3, '2026-12-04', 1],
    ]);
  });

  test('a notice that could not be sent counts for nothing', async () => {
    await keep(world());
    const uuids = await world().put(many(2, archived(DAYS + 5)));
    for (let day = 0; day < 9; day++) {
      world().clock = addDays(NOW, day);
      await expect(nightOf(world(), undefined, new Error('The bus is down'))).rejects.toThrow();
    }
    expect(await nights(world(), 9, 15)).toEqual([[9, '2026-12-10', 2]]);
    expect(await world().folders(uuids)).toEqual({ archived: 2 });
    await nights(world(), 16, 16);
    expect(await world().folders(uuids)).toEqual({ deleted: 2 });
  });

  test('a job that waits deletes nobody after the setting was switched off and on again', async () => {
    await keep(world(), { counted: 10 });
    const uuids = await world().put(many(3, archived(DAYS + 5)));
    await nights(world(), 0, 8);
    expect(await waiting(world())).toEqual([['brake', 'first_night', 3]]);
    await world().set({ purgeArchivedAfterDays: null });
    await world().set({ purgeArchivedAfterDays: DAYS, purgesFrom: addDays(NOW, 17) });
    world().clock = addDays(NOW, 9);
    await approve(world());
    expect(await world().folders(uuids)).toEqual({ archived: 3 });
  });

  test('more than a night may take waits for a person, and no other night begins meanwhile', async () => {
    await keep(world(), { counted: 40 });
    const uuids = await world().put(many(3, archived(DAYS + 5)));
    const later = await world().put(many(2, archived(DAYS - 8)));
    await nights(world(), 0, 12);
    expect(await waiting(world())).toEqual([['brake', 'first_night', 3]]);
    expect(await world().folders([...uuids, ...later])).toEqual({ archived: 5 });
    await approve(world());
    expect(await world().folders(uuids)).toEqual({ deleted: 3 });
    await nights(world(), 13, 13);
    expect(await world().folders(later)).toEqual({ deleted: 2 });
  });

  test.each(others)('for a second person, $about', async ({ others, waits }) => {
    await keep(world());
    await world().set({ approveAbove: 3, purgesBy: { id: 'ann' as TokenId, name: 'Ann' } });
    const uuids = await world().put(many(2, archived(DAYS + 5)));
    await nights(world(), 0, 6);
    const { data, workspace } = world();
    const of = { workspace, by: { id: 'ben' as TokenId, name: 'Ben' }, kind: 'delete' } as const;
    for (const { count, step, day } of others)
      await addUnseen(data, { ...of, ...(step && { isStep: true }), now: addDays(NOW, day) }, count);
    await nights(world(), 7, 7);
    expect(await waiting(world())).toEqual(waits ? [['delete', 2]] : []);
    expect(await world().folders(uuids)).toEqual(waits ? { archived: 2 } : { deleted: 2 });
  });

  test.each([0, 2_000])('a night in which none of %d is due reads at most 12 units, and writes 1', async (contacts) => {
    await keep(world());
    await world().put(many(contacts, archived(10)));
    await nights(world(), 0, 1);
    world().clock = addDays(NOW, 2);
    const { readUnits, writeUnits } = await world().spent(() => nightOf(world()));
    // Those of a night without the setting, and those of the purge.
    expect(readUnits).toBeLessThanOrEqual(17 + 12);
    expect(writeUnits).toBeLessThanOrEqual(2);
  });
});

/** Lets what waits begin, as another person. */
async function approve(world: World): Promise<void> {
  const { data, workspace } = world;
  const [job] = (await world.jobs()).filter(({ status }) => status === 'awaiting_approval');
  const by = { id: 'ben' as TokenId, name: 'Ben' };
  const given = { by, note: null, count: null, now: world.clock, settings: {} };
  if (job === undefined) throw new Error('Nothing waits');
  const approved = await approveJob(data, workspace, job.uuid, given);
  if (!approved.ok) throw new Error(JSON.stringify(approved.refusal));
  await continueJob(world, workspace, approved.job);
  await world.drain();
}
