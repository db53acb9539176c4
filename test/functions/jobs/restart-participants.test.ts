import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { consumedSince } from '../../../shared/data/dynamo/meter.ts';
import { interruptJob } from '../../../shared/data/jobs/index.ts';
import { saveFlow } from '../../../shared/data/workspace/flows.ts';
import type { ContactId, FlowId, GroupId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import type { Selection } from '../../../shared/domain/selection/selection.ts';
import { aFlow } from '../../shared/data/workspace/samples.ts';
import { worlds } from './engine.ts';
import { contact, deliver, drain, jobOf, type Message, many, NOW, newGroup, put, submit, type World } from './world.ts';

const named = (contacts: readonly ContactId[]): Selection => ({ groups: [], contacts, activeOnly: true });
const members = (group: GroupId): Selection => ({ groups: [group], contacts: [], activeOnly: true });

async function newFlow({ data, workspace }: World): Promise<FlowId> {
  const uuid = randomUUID() as string as FlowId;
  const nodes = [{ uuid: randomUUID(), actions: [], exits: [{ uuid: randomUUID() }] }];
  const frame = { uuid, name: 'Ask', spec_version: '13.1.0', language: 'eng', type: 'messaging', revision: 1 };
  await saveFlow(data, workspace, aFlow({ uuid, name: 'Ask', definition: { ...frame, nodes } }), NOW);
  return uuid;
}

/** The order of jobs in time is known by their ids, which count milliseconds. */
function start(world: World, flow: FlowId, selection: Selection, restartParticipants: boolean) {
  world.clock = instant(world.clock + 1_000);
  return submit(world, { type: 'start', flow, restartParticipants, excludeActive: false }, selection);
}

/** The number of contacts of the start, once it is done. */
async function startedBy(world: World, flow: FlowId, selection: Selection, restartParticipants = false) {
  const { uuid } = await start(world, flow, selection, restartParticipants);
  await drain(world);
  return (await jobOf(world, uuid)).total;
}

describe('a start without restarting participants', () => {
  const world = worlds();

  test('takes contacts that only a preview would have reached', async () => {
    const flow = await newFlow(world());
    const uuids = await put(world(), many(3));
    const work = { type: 'start', flow, restartParticipants: true, excludeActive: false } as const;
    await submit(world(), work, named(uuids), { preview: true });
    await drain(world());
    expect(await startedBy(world(), flow, named(uuids))).toBe(3);
  });

  test('leaves out contacts that earlier starts of the same flow reached, however they were selected', async () => {
    const [flow, other, group] = [await newFlow(world()), await newFlow(world()), await newGroup(world())];
    const uuids = await put(world(), [
      ...many(5, { groups: [group] }),
      contact({ groups: [group], status: 'blocked' }),
    ]);
    expect(await startedBy(world(), flow, named(uuids.slice(0, 2)))).toBe(2);
    expect(await startedBy(world(), other, named(uuids.slice(0, 4)))).toBe(4);
    expect(await startedBy(world(), flow, members(group))).toBe(3);
    expect(await startedBy(world(), flow, members(group))).toBe(0);
    expect(await startedBy(world(), flow, { query: 'status = "active"', within: 'active' })).toBe(0);
    expect(await startedBy(world(), flow, members(group), true)).toBe(5);
  });

  test('over several slices, reading each earlier manifest once', async () => {
    const [flow, group] = [await newFlow(world()), await newGroup(world())];
    const first = await put(world(), many(1_100, { groups: [group] }));
    await startedBy(world(), flow, members(group));
    await put(world(), many(700, { groups: [group] }));
    const again = await start(world(), flow, members(group), false);
    const before = world().data.meter.read();
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    const { readUnits } = consumedSince(world().data.meter, before);
    expect(await jobOf(world(), again.uuid)).toMatchObject({ status: 'queued', total: 700 });
    // Half a unit for each contact that is looked at, a unit for 500 of the earlier start, and the rosters.
    expect(readUnits).toBeLessThanOrEqual((first.length + 700) * 0.5 + 60);
    await drain(world());
    expect((await jobOf(world(), again.uuid)).totals.unchanged).toBe(700);
  });

  test('includes contacts that an interrupted start did not reach', async () => {
    const [flow, group] = [await newFlow(world()), await newGroup(world())];
    await put(world(), many(510, { groups: [group] }));
    const job = await start(world(), flow, members(group), true);
    const [select] = world().queued.splice(0) as [Message];
    await deliver(world(), select);
    const [slice] = world().queued.splice(0) as [Message];
    await deliver(world(), slice);
    await interruptJob(world().data, world().workspace, job.uuid, NOW);
    expect(await startedBy(world(), flow, members(group))).toBe(10);
  });
});
