/** What the nights of a shadow say of the first real night. */
import { expect, test } from 'vitest';
import { listPolicyNights } from '../../../shared/data/workspace/index.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { worlds } from '../jobs/engine.ts';
import { contact, NOW, put } from '../jobs/world.ts';
import { newPolicy, nights, policyJobs } from './night.ts';

const world = worlds();

const quiet = (days: number) => contact({ lastSeenOn: addDays(NOW, -days) });
const stages = [
  { do: 'tell' as const, days: 90 },
  { do: 'archive' as const, after: 30 },
];

test.each([
  ['same', 0],
  ['overdue', 2],
])('a number is that of a policy which begins that night, unless people are overdue: %s', async (says, overdue) => {
  await put(world(), [quiet(90), quiet(90), quiet(90), quiet(89), quiet(10)]);
  await put(
    world(),
    Array.from({ length: overdue }, (_, at) => quiet(91 + at)),
  );
  const shadow = await newPolicy(world(), { stages }, { state: 'shadow' });
  await newPolicy(world(), { stages }, { position: 2 });
  await nights(world());
  const [night] = await listPolicyNights(world().data, world().workspace, shadow.uuid, 1);
  expect(night?.stages.map(({ stage, contacts, firstNight }) => `${stage} ${contacts} ${firstNight}`)).toEqual([
    `tell 3 ${says}`,
    'archive 0 later',
  ]);
  // The same night, by a policy that begins with it.
  expect(await policyJobs(world())).toEqual([`2026-11-25 tell completed ${3 + overdue}`]);
});

test('nobody is taken in the first night by a stage that would come unwarned', async () => {
  await put(world(), [quiet(90)]);
  const shadow = await newPolicy(world(), { stages: [{ do: 'archive', days: 90 }] }, { state: 'shadow' });
  await newPolicy(world(), { stages: [{ do: 'archive', days: 90 }] }, { position: 2 });
  await nights(world());
  const [night] = await listPolicyNights(world().data, world().workspace, shadow.uuid, 1);
  expect(night?.stages).toMatchObject([{ stage: 'archive', contacts: 1, firstNight: 'waits' }]);
  expect(await policyJobs(world())).toEqual([]);
});
