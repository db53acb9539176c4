/** What the nights of a shadow say of the first real night. */
import { expect, test } from 'vitest';
import { listPolicyNights, loadAssets } from '../../../shared/data/workspace/index.ts';
import type { Policy } from '../../../shared/domain/policies/policy.ts';
import { firstNightOf } from '../../../shared/services/lifecycle/shadow.ts';
import { worlds } from '../engine/world.ts';
import { newPolicy, nights, policyJobs, quiet } from './night.ts';

const world = worlds();

const stages = [
  { do: 'tell' as const, days: 90 },
  { do: 'archive' as const, after: 30 },
];

/** What the last night of a shadow says by stage. */
async function shadowed(policy: Policy): Promise<readonly string[]> {
  const { data, workspace, clock: now } = world();
  const [night] = await listPolicyNights(data, workspace, policy.uuid, 1);
  const { settings } = await loadAssets(data, workspace);
  const says = await firstNightOf(data, workspace, policy, { settings, now });
  return night?.stages.map(({ stage, contacts }, at) => `${stage} ${contacts} ${says[at]}`) ?? [];
}

test.each([
  ['same', 0],
  ['overdue', 2],
])('a number is that of a policy which begins that night, unless people are overdue: %s', async (says, overdue) => {
  await world().put([quiet(90), quiet(90), quiet(90), quiet(89), quiet(10)]);
  await world().put(Array.from({ length: overdue }, (_, at) => quiet(91 + at)));
  const shadow = await newPolicy(world(), { stages }, { state: 'shadow' });
  await newPolicy(world(), { stages }, { position: 2 });
  await nights(world());
  expect(await shadowed(shadow)).toEqual([`tell 3 ${says}`, 'archive 0 later']);
  // The same night, by a policy that begins with it.
  expect(await policyJobs(world())).toEqual([`2026-11-25 tell completed ${3 + overdue}`]);
});

test('nobody is taken in the first night by a stage that would come unwarned', async () => {
  await world().put([quiet(90)]);
  const shadow = await newPolicy(world(), { stages: [{ do: 'archive', days: 90 }] }, { state: 'shadow' });
  await newPolicy(world(), { stages: [{ do: 'archive', days: 90 }] }, { position: 2 });
  await nights(world());
  expect(await shadowed(shadow)).toEqual(['archive 1 waits']);
  expect(await policyJobs(world())).toEqual([]);
});
