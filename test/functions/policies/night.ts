import { hourly } from '../../../functions/lifecycle/lifecycle.ts';
import { createPolicy } from '../../../shared/data/workspace/index.ts';
import { folderOf } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { addDays, dayOf, instant } from '../../../shared/domain/instant.ts';
import type { Policy } from '../../../shared/domain/policies/policy.ts';
import { policyOf } from '../../shared/domain/policies/samples.ts';
import { contact, NOW, type World } from '../engine/world.ts';

/** No brakes of its own. */
const FREE = { brake_share: null, brake_contacts: null, brake_month_share: null };

/** A policy of the world, without brakes unless it names them. */
export async function newPolicy(
  world: World,
  given: Parameters<typeof policyOf>[0],
  more: Partial<Policy> = {},
  rules: Partial<Policy['rules']> = {},
): Promise<Policy> {
  await world.set({ events: ['contact.changed'] });
  const made = policyOf({ ...FREE, ...given }, { begunOn: world.clock, ...more });
  const policy = { ...made, rules: { ...made.rules, ...rules } };
  if (!(await createPolicy(world.data, world.workspace, policy))) throw new Error('No room for a policy');
  return policy;
}

/** The hourly run at 10:05 of so many days, with all of its work. */
export async function nights(world: World, count = 1): Promise<void> {
  for (let night = 0; night < count; night++) {
    world.clock = instant(addDays(world.clock, 1));
    await hourly(world);
    await world.drain();
  }
}

/** The folder and the stage of each contact. */
export async function places(world: World, uuids: readonly ContactId[]): Promise<readonly string[]> {
  const read = await world.read(uuids);
  return uuids.map((uuid) => {
    const item = read.get(uuid);
    if (item === undefined) return 'gone';
    return `${folderOf(item)} ${('policyMark' in item && item.policyMark?.stage) || '-'}`;
  });
}

/** Jobs of policies by day and stage, and how many contacts they changed: those of one night have no order. */
export async function policyJobs(world: World): Promise<readonly string[]> {
  return (await world.jobs())
    .filter(({ policy }) => policy !== undefined)
    .map(({ policy, createdOn, totals, status }) => `${dayOf(createdOn)} ${policy?.stage} ${status} ${totals.changed}`)
    .sort();
}

/** Somebody who was last seen so many days ago. */
export const quiet = (days: number) => contact({ lastSeenOn: addDays(NOW, -days) });
