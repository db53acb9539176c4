/** Nights that die, and what an idle night costs. */
import { describe, expect, test } from 'vitest';
import { hourly } from '../../../../functions/lifecycle/lifecycle.ts';
import { readContacts } from '../../../../shared/data/contacts/index.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { worlds } from '../../jobs/engine.ts';
import { drain, dyingAt, many, put, type World } from '../../jobs/world.ts';
import { newPolicy, nights, places, policyJobs } from '../night.ts';

const HOUR = 3_600_000_000;

async function versions(world: World, uuids: readonly ContactId[]) {
  const read = await readContacts(world.data, world.workspace, uuids);
  return [...read.values()].map((one) => (one as Contact).version);
}

describe('a night that dies', () => {
  const world = worlds();

  test('at the sweep still begins the nights of policies, and says that it failed', async () => {
    await put(world(), many(3, { lastSeenOn: addDays(world().clock, -100) }));
    await newPolicy(world(), { hour: 0, stages: [{ do: 'tell', days: 30 }] });
    world().clock = instant(Date.parse('2026-11-26T00:05:00Z') * 1_000);
    const { queues } = world();
    let sent = 0;
    const failing: typeof queues = {
      send: (...call) => (sent++ === 0 ? Promise.reject(new Error('lost')) : queues.send(...call)),
    };
    await expect(hourly({ ...world(), queues: failing })).rejects.toThrow('1 workspaces failed');
    await drain(world());
    expect(await policyJobs(world())).toEqual(['2026-11-26 tell completed 3']);
  });

  test.each(['before', 'after'] as const)(
    '%s any of its writes takes everybody once, with the next hour',
    async (when) => {
      for (let write = 0; write < 8; write++) {
        const uuids = await put(world(), many(3, { lastSeenOn: addDays(world().clock, -100) }));
        if (write === 0) await newPolicy(world(), { hour: 0, stages: [{ do: 'tell', days: 90 }] });
        world().clock = addDays(world().clock, 1);
        // The world's queues and clock are those of the dying one.
        await hourly(dyingAt(world(), write, when)).catch(() => undefined);
        for (let hour = 0; hour < 2; hour++) {
          world().clock = instant(world().clock + HOUR);
          await hourly(world());
          await drain(world());
        }
        // Whoever came in late is looked for every seventh night.
        await nights(world(), 7);
        const found = await places(world(), uuids);
        expect(found.every((place) => place.endsWith(' tell'))).toBe(true);
        // A second version is the dormancy flag of the workspace's own sweep.
        const flagged = found.filter((place) => place === 'dormant tell').length;
        expect((await versions(world(), uuids)).reduce((sum, version) => sum + version, 0)).toBe(3 * 2 + flagged);
      }
    },
  );
});
