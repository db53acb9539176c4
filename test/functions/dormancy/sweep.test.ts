import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../../shared/data/workspace/workspaces.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import { contact, many, NOW, worlds } from '../engine/world.ts';
import { stored } from '../groups/api.ts';
import { nightOf } from './night.ts';

const seen = (daysAgo: number) => ({ lastSeenOn: addDays(NOW, -daysAgo) });

describe('the nightly sweep', () => {
  const world = worlds();

  test('flags contacts not seen for 90 days, and contacts never seen in the 90 days since creation', async () => {
    const due = await world().put([contact(seen(91)), contact(seen(1000)), contact({ createdOn: addDays(NOW, -91) })]);
    const others = await world().put([contact(seen(90)), contact(seen(0)), contact({ createdOn: addDays(NOW, -90) })]);
    const old = { ...seen(400), status: 'archived' } as const;
    const archived = await world().put([contact(old)]);
    expect(await nightOf(world())).toMatchObject({ workspaces: 1, flag_dormant: 1 });
    await world().drain();
    expect(await world().folders(due)).toEqual({ dormant: 3 });
    expect(await world().folders(others)).toEqual({ active: 3 });
    expect(await world().folders(archived)).toEqual({ archived: 1 });
    expect(await stored(world(), due[0])).toMatchObject({
      status: 'active',
      dormantSince: NOW,
      lastChange: { by: 'system', via: 'sweep' },
    });
    const [job] = await world().jobs();
    expect(job).toMatchObject({
      work: { type: 'flag_dormant', days: 90, notSeenSince: instant(Date.parse('2026-08-26T00:00:00Z') * 1000) },
      status: 'completed',
      totals: { changed: 3 },
    });
  });

  test.each([
    ['UTC', '2026-08-26T00:00:00Z'],
    ['Africa/Kigali', '2026-08-25T22:00:00Z'],
    ['America/New_York', '2026-08-26T04:00:00Z'],
    ['Asia/Kathmandu', '2026-08-25T18:15:00Z'],
  ])(
    'reads 4 units of each folder in %s when nobody is due, with many contacts on both sides of its midnight',
    async (timezone, text) => {
      const midnight = Date.parse(text) * 1000;
      const near = (minutes: number) => ({ lastSeenOn: instant(midnight + minutes * 60_000_000) });
      await world().set({ timezone });
      await world().put([
        ...many(400, near(0)),
        ...many(200, near(30)),
        ...many(400, { ...near(-1), dormantSince: NOW }),
      ]);
      const nobody = { workspaces: 1, flag_dormant: 0, purge_archived: 0 };
      const cost = await world().spent(async () => expect(await nightOf(world())).toMatchObject(nobody));
      // The list, settings, both folders, whether the day has its counts, and these (read twice around their rows).
      expect(cost).toEqual({ readUnits: 0.5 + 1 + 4 + 4 + 0.5 + 3, writeUnits: 0 });
      await world().put([contact(near(-1))]);
      expect(await nightOf(world())).toMatchObject({ workspaces: 1, flag_dormant: 1 });
    },
  );

  test('counts the days that each workspace has set', async () => {
    await world().put([contact(seen(40))]);
    expect(await nightOf(world())).toMatchObject({ flag_dormant: 0 });
    await world().set({ dormancyDays: 30 });
    await createWorkspace(world().data, { name: 'Another', now: NOW });
    expect(await nightOf(world())).toMatchObject({ workspaces: 2, flag_dormant: 1 });
  });

  test('a workspace that cannot be swept does not stop the others, and is reported as an error', async () => {
    await world().put([contact(seen(100))]);
    for (let i = 0; i < 10; i++)
      await createWorkspace(world().data, { name: 'Broken', now: NOW, timezone: 'No/Where' });
    await expect(nightOf(world())).rejects.toThrow('10 workspaces failed');
    expect(await world().jobs()).toHaveLength(1);
  });

  test('counts days in the time zone of the workspace', async () => {
    world().clock = instant(Date.parse('2026-11-24T22:30:00Z') * 1000);
    await world().put([contact({ lastSeenOn: instant(Date.parse('2026-08-26T12:00:00Z') * 1000) })]);
    expect(await nightOf(world())).toMatchObject({ flag_dormant: 0 });
    await world().set({ timezone: 'Africa/Kigali' });
    expect(await nightOf(world())).toMatchObject({ flag_dormant: 1 });
  });
});
