import { describe, expect, test } from 'vitest';
import { changeContact } from '../../../shared/data/contacts/index.ts';
import { listJobs } from '../../../shared/data/jobs/index.ts';
import { updateSettings } from '../../../shared/data/workspace/settings.ts';
import type { BusEntry } from '../../../shared/domain/bus/events.schema.ts';
import { apply } from '../../../shared/domain/contacts/apply.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { assets } from '../../shared/domain/jobs/samples.ts';
import { worlds } from '../jobs/engine.ts';
import { contact, drain, folders, many, NOW, put, type World } from '../jobs/world.ts';
import { nightOf } from './night.ts';

const DAYS = 100;
const archived = (daysAgo: number) => ({ status: 'archived', statusOn: addDays(NOW, -daysAgo) }) as const;

/** Deletes after a hundred days, beginning `from` days from now. */
const keep = ({ data, workspace }: World, from = -30) =>
  updateSettings(
    data,
    workspace,
    {
      purgeArchivedAfterDays: DAYS,
      purgesFrom: addDays(NOW, from),
      dormancyDays: 3_650,
      events: ['contacts.purge_due'],
    },
    NOW,
  );

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

describe('a workspace that keeps archived contacts for a hundred days', () => {
  const world = worlds();

  test('deletes those that have been archived for longer, and no others, once', async () => {
    await keep(world());
    const due = await put(world(), many(3, archived(DAYS + 2)));
    const stay = await put(world(), [
      contact(archived(DAYS - 1)),
      contact(),
      contact({ ...archived(DAYS + 5), status: 'blocked', optOut: 'blocked' }),
      contact({ ...archived(DAYS + 5), lastSeenOn: addDays(NOW, -20) }),
    ]);
    expect((await night(world())).purges).toBe(1);
    expect(await folders(world(), due)).toEqual({ deleted: 3 });
    expect(await folders(world(), stay)).toEqual({ archived: 2, active: 1, blocked: 1 });
    const { jobs } = await listJobs(world().data, world().workspace, { limit: 5 });
    expect(jobs).toMatchObject([
      {
        work: { type: 'purge_archived', days: DAYS },
        totals: { changed: 3, skipped: { not_due: 1 } },
        createdBy: 'system',
      },
    ]);
  });

  test('deletes nobody before the time from which it holds, nor once it is switched off', async () => {
    await keep(world(), 8);
    const uuids = await put(world(), many(2, archived(DAYS + 50)));
    for (const day of [0, 1, 7]) expect((await night(world(), day)).purges).toBe(0);
    expect(await folders(world(), uuids)).toEqual({ archived: 2 });
    expect((await night(world(), 9)).purges).toBe(1);
    expect(await folders(world(), uuids)).toEqual({ deleted: 2 });
    await updateSettings(world().data, world().workspace, { purgeArchivedAfterDays: null }, NOW);
    await put(world(), many(2, archived(DAYS + 60)));
    expect((await night(world(), 10)).purges).toBe(0);
  });

  test('tells of each a week before: first of all that are overdue, then of those that are added', async () => {
    await keep(world(), 7.7);
    await put(world(), [...many(4, archived(DAYS + 50)), contact(archived(DAYS - 9))]);
    const days = await put(world(), many(2, archived(DAYS - 6)));
    const told: unknown[] = [];
    for (let day = 0; day < 6; day++)
      told.push(...(await night(world(), day)).told.map(({ on, count }) => [day, on, count]));
    expect(days).toHaveLength(2);
    expect(told).toEqual([
      [1, '2026-12-02', 6],
      [3, '2026-12-04', 1],
    ]);
  });

  test('keeps a contact that was restored, or is heard from, while it is on its way', async () => {
    await keep(world());
    const [restored, heard, gone] = (await put(world(), many(3, archived(DAYS + 2)))) as [
      ContactId,
      ContactId,
      ContactId,
    ];
    await nightOf(world());
    const modify = (uuid: ContactId, modifier: Parameters<typeof apply>[1][number]) =>
      changeContact(world().data, world().workspace, uuid, {}, (one, taken) =>
        apply(one, [modifier], assets(), { now: NOW, change: { by: 'token-1', via: 'event' }, taken }),
      );
    await modify(restored, { type: 'status', status: 'active' });
    await modify(heard, { type: 'seen', seenOn: NOW });
    await drain(world());
    expect(await folders(world(), [restored, heard, gone])).toEqual({ active: 1, archived: 1, deleted: 1 });
  });
});
