import { describe, expect, test } from 'vitest';
import { readContact } from '../../../shared/data/contacts/index.ts';
import { consumedSince } from '../../../shared/data/dynamo/meter.ts';
import { listJobs } from '../../../shared/data/jobs/index.ts';
import { updateSettings } from '../../../shared/data/workspace/settings.ts';
import { createWorkspace } from '../../../shared/data/workspace/workspaces.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import { worlds } from '../jobs/engine.ts';
import { contact, drain, folders, many, NOW, put, type World } from '../jobs/world.ts';
import { nightOf } from './night.ts';

const seen = (daysAgo: number) => ({ lastSeenOn: addDays(NOW, -daysAgo) });

async function jobsOf({ data, workspace }: World) {
  return (await listJobs(data, workspace, { limit: 10 })).jobs;
}

describe('the nightly sweep', () => {
  const world = worlds();

  test('flags contacts not seen for 90 days, and contacts never seen in the 90 days since creation', async () => {
    const due = await put(world(), [contact(seen(91)), contact(seen(1000)), contact({ createdOn: addDays(NOW, -91) })]);
    const others = await put(world(), [contact(seen(90)), contact(seen(0)), contact({ createdOn: addDays(NOW, -90) })]);
    const old = { ...seen(400), status: 'archived' } as const;
    const archived = await put(world(), [contact(old)]);
    expect(await nightOf(world())).toMatchObject({ workspaces: 1, flag_dormant: 1 });
    await drain(world());
    expect(await folders(world(), due)).toEqual({ dormant: 3 });
    expect(await folders(world(), others)).toEqual({ active: 3 });
    expect(await folders(world(), archived)).toEqual({ archived: 1 });
    expect(await readContact(world().data, world().workspace, due[0] as ContactId)).toMatchObject({
      status: 'active',
      dormantSince: NOW,
      lastChange: { by: 'system', via: 'sweep' },
    });
    const [job] = await jobsOf(world());
    expect(job).toMatchObject({
      work: { type: 'flag_dormant', days: 90, notSeenSince: instant(Date.parse('2026-08-26T00:00:00Z') * 1000) },
      status: 'completed',
      totals: { changed: 3 },
    });
  });

  test('flags no contact twice: the next night makes no job', async () => {
    await put(world(), many(20, seen(100)));
    await nightOf(world());
    await drain(world());
    world().clock = instant(world().clock + 3_600_000_000);
    expect(await nightOf(world())).toMatchObject({ workspaces: 1, flag_dormant: 0, purge_archived: 0 });
    expect(world().queued).toEqual([]);
    expect(await jobsOf(world())).toHaveLength(1);
  });

  test('reads 4 units of each folder, 1 of settings and 3.5 of counts when all flags are right, however many contacts there are', async () => {
    await put(world(), [...many(1_000, seen(10)), ...many(500, { ...seen(200), dormantSince: NOW })]);
    const list = 0.5;
    // Whether the day has its counts, and the counts, which are read twice around their rows.
    const counts = 0.5 + 3;
    const start = world().data.meter.read();
    expect(await nightOf(world())).toMatchObject({ workspaces: 1, flag_dormant: 0, purge_archived: 0 });
    expect(consumedSince(world().data.meter, start)).toEqual({ readUnits: list + 1 + 4 + 4 + counts, writeUnits: 0 });
  });

  test('counts the days that each workspace has set', async () => {
    await put(world(), [contact(seen(40))]);
    expect(await nightOf(world())).toMatchObject({ flag_dormant: 0 });
    await updateSettings(world().data, world().workspace, { dormancyDays: 30 }, NOW);
    await createWorkspace(world().data, { name: 'Another', now: NOW });
    expect(await nightOf(world())).toMatchObject({ workspaces: 2, flag_dormant: 1 });
  });

  test('a workspace that cannot be swept does not stop the others, and is reported as an error', async () => {
    await put(world(), [contact(seen(100))]);
    for (let i = 0; i < 10; i++)
      await createWorkspace(world().data, { name: 'Broken', now: NOW, timezone: 'No/Where' });
    await expect(nightOf(world())).rejects.toThrow('10 workspaces failed');
    expect(await jobsOf(world())).toHaveLength(1);
  });

  test('counts days in the time zone of the workspace', async () => {
    world().clock = instant(Date.parse('2026-11-24T22:30:00Z') * 1000);
    await put(world(), [contact({ lastSeenOn: instant(Date.parse('2026-08-26T12:00:00Z') * 1000) })]);
    expect(await nightOf(world())).toMatchObject({ flag_dormant: 0 });
    await updateSettings(world().data, world().workspace, { timezone: 'Africa/Kigali' }, NOW);
    expect(await nightOf(world())).toMatchObject({ flag_dormant: 1 });
  });
});
