/** What a night of a policy reads: the same at any number of contacts, and for those who are due by their number. */
import { describe, expect, test } from 'vitest';
import { consumedSince } from '../../../shared/data/dynamo/meter.ts';
import { listJobs } from '../../../shared/data/jobs/index.ts';
import { loadAssets } from '../../../shared/data/workspace/index.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { policyNights } from '../../../shared/services/lifecycle/nights.ts';
import { worlds } from '../jobs/engine.ts';
import { deliver, drain, many, NOW, put, type World } from '../jobs/world.ts';
import { newPolicy, nights } from './night.ts';

const STAGES = [
  { do: 'tell' as const, days: 90 },
  { do: 'stop_sending' as const, after: 30 },
  { do: 'archive' as const, days: 150, after: 20 },
  { do: 'delete' as const, after: 40 },
];

const world = worlds();

const spent = (start: ReturnType<World['data']['meter']['read']>) => consumedSince(world().data.meter, start);

/** The units of the next night, without those of its jobs. */
async function nightUnits() {
  world().clock = addDays(world().clock, 1);
  const assets = await loadAssets(world().data, world().workspace);
  const start = world().data.meter.read();
  expect(await policyNights(world(), world().workspace, assets)).toBe(1);
  return spent(start);
}

describe('a night in which nobody is due', () => {
  test.each([
    ['on', 0],
    ['on', 40],
    ['on', 2_000],
    ['shadow', 0],
    ['shadow', 2_000],
  ] as const)(
    'of a policy that is %s reads 8 units a stage, and one more, with %d contacts',
    async (state, contacts) => {
      // Some are young, some had the notice if the policy is on, and some were archived by hand.
      await put(world(), many(contacts / 2, { lastSeenOn: addDays(NOW, -40) }));
      await put(world(), many(contacts / 4, { lastSeenOn: addDays(NOW, -100) }));
      await put(world(), many(contacts / 4, { status: 'archived', statusOn: addDays(NOW, -300) }));
      await newPolicy(world(), { stages: [...STAGES] }, { state });
      await nights(world(), 2);
      const { readUnits, writeUnits } = await nightUnits();
      // One more lists the policies.
      expect(readUnits).toBeLessThanOrEqual(STAGES.length * 8 + 1);
      expect(writeUnits).toBeLessThanOrEqual(4);
    },
  );
});

describe('a night in which k contacts are due', () => {
  /** To make the jobs of a night, and to freeze them: what does not grow with k. */
  const MADE = 40;

  test.each([100, 1_500])('finds %d by k/50 read units, reads none of them, and changes each once', async (k) => {
    await put(world(), many(500, { lastSeenOn: addDays(NOW, -40) }));
    await put(world(), many(k, { lastSeenOn: addDays(NOW, -88) }));
    await newPolicy(world(), { stages: [...STAGES] });
    await nights(world(), 2);
    const night = await nightUnits();
    const start = world().data.meter.read();
    const [message] = world().queued.splice(0);
    if (message?.queue !== 'select') throw new Error('No job was made');
    await deliver(world(), message);
    const found = spent(start);
    expect(night.readUnits + found.readUnits).toBeLessThanOrEqual(MADE + k / 50);
    await drain(world());
    const { jobs } = await listJobs(world().data, world().workspace, { limit: 10 });
    const [job] = jobs.filter(({ policy }) => policy !== undefined);
    expect([job?.policy?.stage, job?.totals.changed]).toEqual(['tell', k]);
    const { readUnits, writeUnits } = spent(start);
    // A mark takes the contact and its entry of changes; history follows by the stream, which is not here.
    expect(readUnits - found.readUnits).toBeLessThanOrEqual(0.6 * k + MADE);
    expect(writeUnits - found.writeUnits).toBeLessThanOrEqual(3 * k + MADE);
  });
});
