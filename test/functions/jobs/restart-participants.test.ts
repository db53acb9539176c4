/** Who ran through flows, and whom a start leaves out who did before. */
import { describe, expect, test } from 'vitest';
import { readHistories } from '../../../shared/data/jobs/index.ts';
import type { ContactId, FlowId, GroupId } from '../../../shared/domain/ids.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Selection } from '../../../shared/domain/selection/selection.ts';
import { engines } from '../../support/engines/engines.ts';
import { contact, many, type World, worlds } from '../engine/world.ts';
import { newFlow, starting } from './flow.ts';

const world = worlds();

const active = (contacts: readonly ContactId[]): Selection => ({ groups: [], contacts, activeOnly: true });
const members = (group: GroupId): Selection => ({ groups: [group], contacts: [], activeOnly: true });

/** The order of jobs in time is known by their ids, which count milliseconds. */
function start(world: World, flow: FlowId, selection: Selection, restartParticipants: boolean) {
  world.pass(0.001);
  return world.submit({ type: 'start', flow, restartParticipants, excludeActive: false }, selection);
}

/** The number of contacts of the start, once it is done. */
async function startedBy(world: World, flow: FlowId, selection: Selection, restartParticipants = false) {
  const { uuid } = await start(world, flow, selection, restartParticipants);
  await world.drain();
  return (await world.jobOf(uuid)).total;
}

describe('a start without restarting participants', () => {
  test('takes contacts that only a preview would have reached', async () => {
    const flow = await newFlow(world(), []);
    const uuids = await world().put(many(3));
    await world().submit(starting(flow), active(uuids), { preview: true });
    await world().drain();
    expect(await startedBy(world(), flow, active(uuids))).toBe(3);
  });

  test('leaves out contacts that earlier starts of the same flow reached, however they were selected', async () => {
    const [flow, other, group] = [await newFlow(world(), []), await newFlow(world(), []), await world().newGroup()];
    const uuids = await world().put([...many(5, { groups: [group] }), contact({ groups: [group], status: 'blocked' })]);
    expect(await startedBy(world(), flow, active(uuids.slice(0, 2)))).toBe(2);
    expect(await startedBy(world(), other, active(uuids.slice(0, 4)))).toBe(4);
    expect(await startedBy(world(), flow, members(group))).toBe(3);
    expect(await startedBy(world(), flow, members(group))).toBe(0);
    expect(await startedBy(world(), flow, { query: 'status = "active"', within: 'active' })).toBe(0);
    expect(await startedBy(world(), flow, members(group), true)).toBe(5);
  });

  test('over several slices, reading each earlier manifest once', async () => {
    const [flow, group] = [await newFlow(world(), []), await world().newGroup()];
    const first = await world().put(many(1_100, { groups: [group] }));
    await startedBy(world(), flow, members(group));
    await world().put(many(700, { groups: [group] }));
    const again = await start(world(), flow, members(group), false);
    const { readUnits } = await world().spent(() => world().deliverNext());
    expect(await world().jobOf(again.uuid)).toMatchObject({ status: 'queued', total: 700 });
    // Half a unit for each contact that is looked at, a unit for 500 of the earlier start, and the rosters.
    expect(readUnits).toBeLessThanOrEqual((first.length + 700) * 0.5 + 60);
    await world().drain();
    expect((await world().jobOf(again.uuid)).totals.unchanged).toBe(700);
  });

  test('includes contacts that an interrupted start did not reach', async () => {
    const [flow, group] = [await newFlow(world(), []), await world().newGroup()];
    await world().put(many(510, { groups: [group] }));
    const job = await start(world(), flow, members(group), true);
    const [select] = world().taken();
    await world().deliver(select);
    const [slice] = world().taken();
    await world().deliver(slice);
    await world().interrupt(job.uuid);
    expect(await startedBy(world(), flow, members(group))).toBe(10);
  });
});

const ARCHIVING = { type: 'set_contact_status', status: 'archived' };

describe('who ran through flows', () => {
  const tick = (): Instant => {
    world().pass(1);
    return world().clock;
  };
  const read = (needs: readonly FlowId[] | 'every', at: Instant = tick()) =>
    readHistories(world().data, world().workspace, needs === 'every' ? needs : new Set(needs), at);

  test('are those whose runs are kept, by flow, up to a time', async () => {
    const [first, second] = [await newFlow(world(), [ARCHIVING]), await newFlow(world(), [])];
    const uuids = await world().put(many(6));
    tick();
    for (const message of await world().messagesFor(starting(first), uuids.slice(0, 3))) await world().deliver(message);
    const between = tick();
    tick();
    for (const one of await world().messagesFor(starting(second), uuids.slice(2, 4))) await world().deliver(one);
    const [open] = await world().messagesFor(starting(second), uuids.slice(4));

    const of = async (needs: readonly FlowId[] | 'every', at?: Instant) => {
      const histories = await read(needs, at);
      return uuids.map((uuid) => histories.flowsOf(uuid).toSorted());
    };
    const both = [first, second].toSorted();
    expect(await of([first])).toEqual([[first], [first], [first], [], [], []]);
    expect(await of('every')).toEqual([[first], [first], both, [second], [], []]);
    expect(await of('every', between)).toEqual([[first], [first], [first], [], [], []]);

    await world().giveUp(open);
    expect((await of([second])).slice(4)).toEqual([[second], [second]]);
  });

  test.skipIf(!engines[0]?.exactCapacity)(
    'cost 1.5 read units for 500 runs, and once for all pages of a job',
    async () => {
      const flow = await newFlow(world(), [ARCHIVING]);
      const uuids = await world().put(many(1_000));
      world().queued.push(...(await world().messagesFor(starting(flow), uuids)));
      tick();
      await world().drain();
      const at = tick();
      const cost = async () => (await world().spent(() => read([flow], at))).readUnits;
      expect(await cost()).toBeLessThanOrEqual(0.5 + 2 * 1.5);
      expect(await cost()).toBe(0);
    },
  );
});
