import { describe, expect, test } from 'vitest';
import { changeContact } from '../../../../shared/data/contacts/index.ts';
import { putBase } from '../../../../shared/data/counts/counts.ts';
import { write } from '../../../../shared/data/dynamo/index.ts';
import { consumedSince } from '../../../../shared/data/dynamo/meter.ts';
import { approveJob, listJobs } from '../../../../shared/data/jobs/index.ts';
import { addUnseen } from '../../../../shared/data/limits/index.ts';
import { updateSettings } from '../../../../shared/data/workspace/settings.ts';
import type { BusEntry } from '../../../../shared/domain/bus/events.schema.ts';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import { NO_CHANGE } from '../../../../shared/domain/contacts/counts.ts';
import type { ContactId, TokenId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import type { Settings } from '../../../../shared/domain/workspace.ts';
import { continueJob } from '../../../../shared/services/jobs/submit.ts';
import { assets } from '../../../shared/domain/jobs/samples.ts';
import { worlds } from '../../jobs/engine.ts';
import { contact, drain, folders, many, NOW, put, type World } from '../../jobs/world.ts';
import { nightOf } from '../night.ts';

const DAYS = 100;
const archived = (daysAgo: number) => ({ status: 'archived', statusOn: addDays(NOW, -daysAgo) }) as const;

const set = ({ data, workspace }: World, settings: Partial<Settings>) => updateSettings(data, workspace, settings, NOW);

/** Deletes after a hundred days, beginning `from` days from now. So many archived people are counted. */
async function keep(world: World, { from = 0, counted = 1_000 } = {}) {
  await set(world, {
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
  await drain(world);
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

const jobsOf = async ({ data, workspace }: World) => (await listJobs(data, workspace, { limit: 50 })).jobs;

/** Purges that wait for a person: of what kind, why, and for how many. */
const waiting = async (world: World) =>
  (await jobsOf(world))
    .filter(({ status }) => status === 'awaiting_approval')
    .map(({ approval, total }) => [approval?.kind, ...(approval?.reasons ?? []), total]);

describe('a workspace that keeps archived contacts for a hundred days', () => {
  const world = worlds();

  test('deletes those that have been archived for longer, a week after a notice, and no others, once', async () => {
    await keep(world());
    const due = await put(world(), many(3, archived(DAYS + 2)));
    const stay = await put(world(), [
      contact(archived(DAYS - 20)),
      contact(),
      contact({ ...archived(DAYS + 5), status: 'blocked', optOut: 'blocked' }),
      contact({ ...archived(DAYS + 5), lastSeenOn: addDays(NOW, -20) }),
      contact({ ...archived(DAYS + 5), hold: { on: NOW, by: 'token-1', reason: 'Asked to stay' } as never }),
    ]);
    expect(await nights(world(), 0, 6)).toEqual([[0, '2026-12-01', 5]]);
    expect(await folders(world(), due)).toEqual({ archived: 3 });
    expect((await night(world(), 7)).purges).toBe(1);
    expect(await folders(world(), due)).toEqual({ deleted: 3 });
    expect(await folders(world(), stay)).toEqual({ archived: 3, active: 1, blocked: 1 });
    expect(await jobsOf(world())).toMatchObject([
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
    const uuids = await put(world(), many(2, archived(DAYS + 50)));
    for (const day of [0, 1, 7]) expect((await night(world(), day)).purges).toBe(0);
    expect(await folders(world(), uuids)).toEqual({ archived: 2 });
    expect((await night(world(), 9)).purges).toBe(1);
    expect(await folders(world(), uuids)).toEqual({ deleted: 2 });
    const more = await put(world(), many(2, archived(DAYS - 12)));
    await nights(world(), 10, 15);
    await set(world(), { purgeArchivedAfterDays: null });
    await nights(world(), 16, 30);
    expect(await folders(world(), more)).toEqual({ archived: 2 });
  });

  test('tells of each a week before: first of all that are overdue, then of those that are added', async () => {
    await keep(world(), { from: 7.7 });
    await put(world(), [...many(4, archived(DAYS + 50)), contact(archived(DAYS - 9))]);
    const days = await put(world(), many(2, archived(DAYS - 6)));
    expect(days).toHaveLength(2);
    expect(await nights(world(), 0, 5)).toEqual([
      [1, '2026-12-02', 6],
      [3, '2026-12-04', 1],
    ]);
  });

  test('a notice that could not be sent counts for nothing', async () => {
    await keep(world());
    const uuids = await put(world(), many(2, archived(DAYS + 5)));
    for (let day = 0; day < 9; day++) {
      world().clock = addDays(NOW, day);
      await expect(nightOf(world(), undefined, new Error('The bus is down'))).rejects.toThrow();
    }
    expect(await nights(world(), 9, 15)).toEqual([[9, '2026-12-10', 2]]);
    expect(await folders(world(), uuids)).toEqual({ archived: 2 });
    await nights(world(), 16, 16);
    expect(await folders(world(), uuids)).toEqual({ deleted: 2 });
  });

  test('a clock that is a year ahead deletes nobody, tells of everybody, and stops at its brake a week later', async () => {
    await keep(world(), { counted: 12 });
    const uuids = await put(world(), many(12, archived(DAYS - 50)));
    expect(await nights(world(), 0, 3)).toEqual([]);
    expect(await nights(world(), 368, 374)).toEqual([[368, '2027-12-04', 12]]);
    expect(await waiting(world())).toEqual([]);
    await nights(world(), 375, 380);
    expect(await waiting(world())).toEqual([['brake', 'clock_jumped', 12]]);
    // The clock is right again: what was told is of the future, and what waits deletes nobody before an answer.
    expect(await nights(world(), 4, 20)).toEqual([]);
    expect(await folders(world(), uuids)).toEqual({ archived: 12 });
  });

  test('a job that waits deletes nobody after the setting was switched off and on again', async () => {
    await keep(world(), { counted: 10 });
    const uuids = await put(world(), many(3, archived(DAYS + 5)));
    await nights(world(), 0, 8);
    expect(await waiting(world())).toEqual([['brake', 'first_night', 3]]);
    await set(world(), { purgeArchivedAfterDays: null });
    await set(world(), { purgeArchivedAfterDays: DAYS, purgesFrom: addDays(NOW, 17) });
    world().clock = addDays(NOW, 9);
    await approve(world());
    expect(await folders(world(), uuids)).toEqual({ archived: 3 });
  });

  test('more than a night may take waits for a person, and no other night begins meanwhile', async () => {
    await keep(world(), { counted: 40 });
    const uuids = await put(world(), many(3, archived(DAYS + 5)));
    const later = await put(world(), many(2, archived(DAYS - 8)));
    await nights(world(), 0, 12);
    expect(await waiting(world())).toEqual([['brake', 'first_night', 3]]);
    expect(await folders(world(), [...uuids, ...later])).toEqual({ archived: 5 });
    await approve(world());
    expect(await folders(world(), uuids)).toEqual({ deleted: 3 });
    await nights(world(), 13, 13);
    expect(await folders(world(), later)).toEqual({ deleted: 2 });
  });

  test('a little every night counts together for a second person, for a week', async () => {
    await keep(world());
    const by = { id: 'ann' as TokenId, name: 'Ann' };
    await set(world(), { approveAbove: 3, purgesBy: by });
    // They are due in the nights 7, 9, 11 and 13.
    const uuids = await put(
      world(),
      [6, 8, 10, 12].map((days) => contact(archived(DAYS - days))),
    );
    await nights(world(), 0, 11);
    expect(await folders(world(), uuids)).toEqual({ deleted: 3, archived: 1 });
    await nights(world(), 12, 13);
    expect(await waiting(world())).toEqual([['delete', 1]]);
    const [job] = (await jobsOf(world())).filter(({ status }) => status === 'awaiting_approval');
    expect(job?.approval?.asked).toEqual(by);
    await approve(world());
    expect(await folders(world(), uuids)).toEqual({ deleted: 4 });
  });

  test('what other policies deleted in the week counts as well, whoever made them', async () => {
    await keep(world());
    await set(world(), { approveAbove: 3, purgesBy: { id: 'ann' as TokenId, name: 'Ann' } });
    const uuids = await put(world(), many(2, archived(DAYS + 5)));
    await nights(world(), 0, 6);
    const { data, workspace } = world();
    const work = { workspace, by: { id: 'ben' as TokenId, name: 'Ben' }, kind: 'delete' } as const;
    await addUnseen(data, { ...work, isStep: true, now: addDays(NOW, 1) }, 2);
    await nights(world(), 7, 7);
    expect(await waiting(world())).toEqual([['delete', 2]]);
    expect(await folders(world(), uuids)).toEqual({ archived: 2 });
  });

  test('what other people deleted by hand, or a step did more than a week ago, does not count', async () => {
    await keep(world());
    await set(world(), { approveAbove: 3, purgesBy: { id: 'ann' as TokenId, name: 'Ann' } });
    const uuids = await put(world(), many(2, archived(DAYS + 5)));
    await nights(world(), 0, 6);
    const { data, workspace } = world();
    const work = { workspace, by: { id: 'ben' as TokenId, name: 'Ben' }, kind: 'delete' } as const;
    await addUnseen(data, { ...work, now: addDays(NOW, 6.9) }, 3);
    await addUnseen(data, { ...work, isStep: true, now: addDays(NOW, -0.1) }, 3);
    await nights(world(), 7, 7);
    expect(await folders(world(), uuids)).toEqual({ deleted: 2 });
  });

  test.each([0, 2_000])('a night in which none of %d is due reads at most 12 units, and writes 1', async (contacts) => {
    await keep(world());
    await put(world(), many(contacts, archived(10)));
    await nights(world(), 0, 1);
    world().clock = addDays(NOW, 2);
    const start = world().data.meter.read();
    await nightOf(world());
    const { readUnits, writeUnits } = consumedSince(world().data.meter, start);
    // Those of a night without the setting, and those of the purge.
    expect(readUnits).toBeLessThanOrEqual(17 + 12);
    expect(writeUnits).toBeLessThanOrEqual(2);
  });

  test('keeps a contact that was restored, or is heard from, while it is on its way', async () => {
    await keep(world());
    const [restored, heard, gone] = (await put(world(), many(3, archived(DAYS + 2)))) as [
      ContactId,
      ContactId,
      ContactId,
    ];
    await nights(world(), 0, 6);
    world().clock = addDays(NOW, 7);
    await nightOf(world());
    const modify = (uuid: ContactId, modifier: Parameters<typeof apply>[1][number]) =>
      changeContact(world().data, world().workspace, uuid, {}, (one, taken) =>
        apply(one, [modifier], assets(), { now: world().clock, change: { by: 'token-1', via: 'event' }, taken }),
      );
    await modify(restored, { type: 'status', status: 'active' });
    await modify(heard, { type: 'seen', seenOn: world().clock });
    await drain(world());
    expect(await folders(world(), [restored, heard, gone])).toEqual({ active: 1, archived: 1, deleted: 1 });
  });
});

/** Lets what waits begin, as another person. */
async function approve(world: World): Promise<void> {
  const { data, workspace } = world;
  const [job] = (await jobsOf(world)).filter(({ status }) => status === 'awaiting_approval');
  const by = { id: 'ben' as TokenId, name: 'Ben' };
  const given = { by, note: null, count: null, now: world.clock, settings: {} };
  if (job === undefined) throw new Error('Nothing waits');
  const approved = await approveJob(data, workspace, job.uuid, given);
  if (!approved.ok) throw new Error(JSON.stringify(approved.refusal));
  await continueJob(world, workspace, approved.job);
  await drain(world);
}
