/** Groups come and go, and settings change. */
import { setTimeout as sleep } from 'node:timers/promises';
import { flowWith } from '../../support/api/flows.ts';
import { type Act, surely } from '../world.ts';

/** A group is made, everybody is started in a flow that adds to it, and while that runs it is deleted. */
export const passingGroup: Act = async (world, random) => {
  const n = world.next();
  const name = `Passing ${n}`;
  await surely(world, ['POST', 'groups.json', { name }], name, ({ uuid }) => {
    const rest = async () => {
      const flow = flowWith(`To ${name}`, 1_000_000 + n * 100, [
        { type: 'add_contact_groups', groups: [{ uuid, name }] },
      ]);
      await world.ask('POST', 'flows.json', flow);
      await world.ask('POST', 'flow_starts.json', { flow: flow.uuid, groups: [world.groups[0]] }, `start ${name}`);
      await sleep(random.below(1_000));
      if (random.chance(0.7)) await world.ask('DELETE', `groups.json?uuid=${uuid}`);
    };
    const following = rest().finally(() => world.followers.delete(following));
    world.followers.add(following);
  });
};

const QUERIES = ['plan != ""', 'remark = ""', 'hits > 1', 'name ~ "Soak"', 'created_on > 01-01-2020'];

export const smartGroup: Act = async (world, random) => {
  const name = `Smart ${world.next()}`;
  const body = { name, query: random.pick(QUERIES) };
  await surely(world, ['POST', 'groups.json', body], name, () => undefined);
};

export const changeSettings: Act = async (world, random) => {
  const settings = random.chance(0.8)
    ? { dormancy_days: random.pick([7, 30, 90, 365]) }
    : { timezone: random.pick(['Africa/Kigali', 'UTC', 'Pacific/Auckland']) };
  await world.ask('POST', 'settings.json', settings);
};
