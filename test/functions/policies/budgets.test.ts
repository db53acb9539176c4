/** What a night of a policy reads: the same at any number of contacts, and for those who are due by their number. */
import { describe, expect, test } from 'vitest';
import { loadAssets } from '../../../shared/data/workspace/index.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { policyNights } from '../../../shared/services/lifecycle/nights.ts';
import { many, NOW, worlds } from '../engine/world.ts';
import { newPolicy, nights } from './night.ts';

const STAGES = [
  { do: 'tell' as const, days: 90 },
  { do: 'stop_sending' as const, after: 30 },
  { do: 'archive' as const, days: 150, after: 20 },
  { do: 'delete' as const, after: 40 },
];

const world = worlds();

/** The units of the next night, without those of its jobs. */
async function nightUnits() {
  world().pass(86_400);
  const assets = await loadAssets(world().data, world().workspace);
  return world().spent(async () => expect(await policyNights(world(), world().workspace, assets)).toBe(1));
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
      await world().put(many(contacts / 2, { lastSeenOn: addDays(NOW, -40) }));
      await world().put(many(contacts / 4, { lastSeenOn: addDays(NOW, -100) }));
      await world().put(many(contacts / 4, { status: 'archived', statusOn: addDays(NOW, -300) }));
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
    await world().put(many(500, { lastSeenOn: addDays(NOW, -40) }));
    await world().put(many(k, { lastSeenOn: addDays(NOW, -88) }));
    await newPolicy(world(), { stages: [...STAGES] });
    await nights(world(), 2);
    const night = await nightUnits();
    const found = await world().spent(() => world().deliverNext());
    expect(night.readUnits + found.readUnits).toBeLessThanOrEqual(MADE + k / 50);
    const { readUnits, writeUnits } = await world().spent(() => world().drain());
    const [job] = (await world().jobs()).filter(({ policy }) => policy !== undefined);
    expect([job?.policy?.stage, job?.totals.changed]).toEqual(['tell', k]);
    // A mark takes the contact and its entry of changes; history follows by the stream, which is not here.
    expect(readUnits).toBeLessThanOrEqual(0.6 * k + MADE);
    expect(writeUnits).toBeLessThanOrEqual(3 * k + MADE);
  });
});
