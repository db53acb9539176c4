/** A night counts each person once, however many ways lead to him or her: for its total, its brake and its outcomes. */
import { beforeEach, describe, expect, test } from 'vitest';
import { listJobs } from '../../../../shared/data/jobs/index.ts';
import { updateSettings } from '../../../../shared/data/workspace/index.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { policyOf } from '../../../shared/domain/policies/samples.ts';
import { worlds } from '../../jobs/engine.ts';
import { many, NOW, newGroup, put, type World } from '../../jobs/world.ts';
import { newPolicy, nights } from '../night.ts';

const world = worlds();

beforeEach(async () => {
  await updateSettings(world().data, world().workspace, { policiesNightShare: null }, NOW);
});

/** The jobs of policies, the oldest first: their stage, and whom they counted. */
async function counts({ data, workspace }: World) {
  const { jobs } = await listJobs(data, workspace, { limit: 100 });
  return jobs
    .filter(({ policy, total }) => policy !== undefined && total !== 0)
    .map(({ policy, total, status, totals: { changed, skipped } }) => ({
      stage: policy?.stage,
      total,
      status,
      changed,
      skipped,
    }))
    .reverse();
}

const done = (stage: string, total: number) => ({ stage, total, status: 'completed', changed: total, skipped: {} });

const LADDER = [
  { do: 'tell' as const, days: 90 },
  { do: 'stop_sending' as const, days: 92, after: 2 },
];

describe('of more people than a slice holds', () => {
  test.each([[1_200], [30]])('%d come to their day by the clock and after the stage before', async (people) => {
    await put(world(), many(people, { lastSeenOn: addDays(NOW, -90) }));
    await newPolicy(world(), { stages: LADDER, brake_contacts: people });
    await nights(world(), 3);
    expect(await counts(world())).toEqual([done('tell', people), done('stop_sending', people)]);
  });

  test('who are in two groups and match a query', async () => {
    const groups = [await newGroup(world()), await newGroup(world())];
    const quiet = { lastSeenOn: addDays(NOW, -90), language: 'eng' as never };
    await put(world(), [...many(600, { ...quiet, groups }), ...many(600, { ...quiet, groups: groups.slice(0, 1) })]);
    const { rules } = policyOf({ stages: LADDER, brake_share: null, brake_month_share: null, brake_contacts: 1_200 });
    await newPolicy(
      world(),
      { stages: LADDER },
      { rules: { ...rules, selection: { groups, query: 'language = eng' } } },
    );
    await nights(world(), 3);
    expect(await counts(world())).toEqual([done('tell', 1_200), done('stop_sending', 1_200)]);
  });
});

test('the share of a brake is of people, though they are in two groups', async () => {
  const groups = [await newGroup(world()), await newGroup(world())];
  const young = many(12, { lastSeenOn: NOW, groups });
  await put(world(), [...young, ...many(8, { lastSeenOn: addDays(NOW, -90), groups })]);
  const { rules } = policyOf({ stages: LADDER, brake_share: 30, brake_contacts: null });
  await newPolicy(world(), { stages: LADDER }, { rules: { ...rules, selection: { groups } } });
  await nights(world(), 1);
  expect(await counts(world())).toMatchObject([{ total: 8, status: 'awaiting_approval' }]);
});
