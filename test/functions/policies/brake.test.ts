/** What a brake says of why so many are due, on real tables. */
import { expect, test } from 'vitest';
import { changePolicy } from '../../../shared/data/workspace/index.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { many, NOW, type World, worlds } from '../engine/world.ts';
import { newPolicy, nights, quiet } from './night.ts';

const world = worlds();

const TELL = { stages: [{ do: 'tell' as const, days: 90 }], brake_contacts: 2 };

async function brakes(world: World) {
  return (await world.jobs()).flatMap(({ approval, policy, total }) =>
    approval?.kind === 'brake' ? [`${policy?.stage} ${total}: ${approval.reasons?.join(' ')}`] : [],
  );
}

test('nights that were passed over bring several days together', async () => {
  await world().put([...many(2, { lastSeenOn: addDays(NOW, -88) }), ...many(2, { lastSeenOn: addDays(NOW, -86) })]);
  await newPolicy(world(), TELL);
  await nights(world(), 2);
  expect(await brakes(world())).toEqual([]);
  world().clock = addDays(world().clock, 4);
  await nights(world(), 1);
  expect(await brakes(world())).toEqual(['tell 4: clock_jumped']);
});

test('what is usual for a night is said once a step had people on three nights', async () => {
  const usual = async () => (await world().jobs()).map(({ approval }) => approval?.usual);
  const due = [1, 2, 1, 3].flatMap((count, night) => many(count, { lastSeenOn: addDays(NOW, night - 90) }));
  await world().put(due);
  await newPolicy(world(), TELL);
  await nights(world(), 4);
  expect(await usual()).toEqual([1, undefined, undefined, undefined]);
});

test('people who were imported without a last sign of life are named as such when they are found', async () => {
  await newPolicy(world(), TELL);
  await nights(world(), 1);
  const imported = { createdOn: addDays(NOW, -400), statusOn: world().clock, lastSeenOn: null };
  await world().put(many(5, imported));
  await nights(world(), 7);
  expect(await brakes(world())).toEqual(['tell 5: import_without_last_seen']);
});

test('other rules are named on the first night after them, and a usual night is only above the number', async () => {
  await world().put([quiet(89), quiet(89), quiet(89), quiet(20)]);
  const policy = await newPolicy(world(), { ...TELL, brake_contacts: 5 });
  await nights(world(), 1);
  const rules = { ...policy.rules, brake: { share: null, contacts: 2 } };
  const by = policy.createdBy;
  const changed = await changePolicy(world().data, world().workspace, policy, {
    ...{ rules: { ...rules, stages: [{ do: 'tell', key: 'tell', days: 15 }] }, version: 2, begunOn: world().clock, by },
  });
  expect(changed).not.toBe(null);
  await nights(world(), 1);
  expect(await brakes(world())).toEqual(['tell 4: query_changed first_night']);
});

test('the share of a brake is of people, though they are in two groups, and one night counts each once', async () => {
  await world().set({ policiesNightShare: null });
  const groups = [await world().newGroup(), await world().newGroup()];
  const quietOnes = { lastSeenOn: addDays(NOW, -90), language: 'eng' as never, groups };
  await world().put([...many(12, { ...quietOnes, lastSeenOn: NOW }), ...many(8, quietOnes)]);
  const selection = { groups, query: 'language = eng' };
  const share = { share: 30, contacts: null };
  await newPolicy(world(), TELL, {}, { selection, brake: share });
  await nights(world(), 1);
  expect(await brakes(world())).toEqual([expect.stringMatching(/^tell 8: /)]);
});
