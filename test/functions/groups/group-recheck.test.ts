/** Work in progress when a group was deleted or changed: no contact keeps a membership by the former groups. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { work } from '../../../functions/jobs/worker/work.ts';
import { pageRoster } from '../../../shared/data/contacts/rosters.ts';
import { FEWEST_SHARDS } from '../../../shared/data/dynamo/index.ts';
import { interruptJob } from '../../../shared/data/jobs/index.ts';
import { saveFlow } from '../../../shared/data/workspace/flows.ts';
import { deleteGroup } from '../../../shared/data/workspace/groups.ts';
import { type GroupRecheck, groupRechecks } from '../../../shared/data/workspace/index.ts';
import type { ContactId, FlowId, GroupId } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import type { WorkMessage } from '../../../shared/messages/jobs.ts';
import { aFlow } from '../../shared/data/workspace/samples.ts';
import { worlds } from '../jobs/engine.ts';
import { drain, type Message, many, messagesFor, NOW, newGroup, put, type World, writesIn } from '../jobs/world.ts';
import { groupsOf, membersAmong, newField, post, remove, smartGroup } from './api.ts';
import { wait } from './wait.ts';

const COUNT = 40;

/** A worker's message that sends contacts through a flow. */
async function startOf(world: World, uuids: readonly ContactId[], ...actions: object[]): Promise<WorkMessage> {
  const uuid = randomUUID() as string as FlowId;
  const nodes = [
    {
      uuid: randomUUID(),
      actions: actions.map((action) => ({ uuid: randomUUID(), ...action })),
      exits: [{ uuid: randomUUID() }],
    },
  ];
  const definition = { uuid, name: uuid, spec_version: '13.1.0', language: 'eng', type: 'messaging', nodes };
  await saveFlow(
    world.data,
    world.workspace,
    aFlow({ uuid, name: uuid, definition: { revision: 1, ...definition } }),
    NOW,
  );
  const start = { type: 'start', flow: uuid, restartParticipants: true, excludeActive: false } as const;
  const [message] = (await messagesFor(world, start, uuids)) as [Message];
  return message.body as WorkMessage;
}

const adding = (group: GroupId) => ({ type: 'add_contact_groups', groups: [{ uuid: group, name: 'Group' }] });
const aged = (value: string) => ({ type: 'set_contact_field', field: { key: 'age', name: 'age' }, value });

interface Moments {
  /** When half of the contacts have been written. */
  readonly halfway?: () => Promise<unknown>;
  /** After the last contact's write the worker dies. */
  readonly dies?: true;
}

/** A worker to which something happens while it does a slice. */
function during(world: World, { halfway, dies }: Moments): World {
  let written = 0;
  const documents = new Proxy(world.data.documents, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name);
      return async (command: Parameters<typeof target.send>[0]) => {
        const [before, count] = [written, writesIn(command)];
        written += count;
        if (before < COUNT / 2 && written >= COUNT / 2) await halfway?.();
        if (dies && written >= COUNT && count === 0) throw new Error('The worker died');
        return target.send(command);
      };
    },
  });
  return { ...world, data: { ...world.data, documents } };
}

async function looksOf(world: World): Promise<GroupRecheck[]> {
  const looks: GroupRecheck[] = [];
  for await (const look of groupRechecks(world.data)) if (look.workspace === world.workspace) looks.push(look);
  return looks;
}

async function rosterOf({ data, workspace }: World, group: GroupId): Promise<number> {
  const shards = Array.from({ length: FEWEST_SHARDS }, (_, shard) =>
    pageRoster(data, workspace, [group], shard, { limit: 100 }),
  );
  return (await Promise.all(shards)).flatMap(({ uuids }) => uuids).length;
}

describe('a group that is deleted during a start that adds to it', () => {
  const world = worlds();

  async function begun() {
    const group = await newGroup(world());
    const uuids = await put(world(), many(COUNT));
    return { group, uuids, message: await startOf(world(), uuids, adding(group)) };
  }

  test('has no members at the end of the slice, although the job that clears it has ended before', async () => {
    const { group, uuids, message } = await begun();
    await work(message, during(world(), { halfway: () => remove(world(), group).then(() => drain(world())) }));
    expect(await membersAmong(world(), group, uuids)).toEqual([]);
    expect(await rosterOf(world(), group)).toBe(0);
  });

  test('has none a few minutes later when the worker died before that', async () => {
    const { group, uuids, message } = await begun();
    const deletion = () => remove(world(), group).then(() => drain(world()));
    await expect(work(message, during(world(), { halfway: deletion, dies: true }))).rejects.toThrow('died');
    expect((await membersAmong(world(), group, uuids)).length).toBeGreaterThan(0);
    await interruptJob(world().data, world().workspace, message.job, world().clock);
    await wait(world(), 15);
    expect(await membersAmong(world(), group, uuids)).toEqual([]);
    expect(await looksOf(world())).toEqual([]);
  });

  test('has none a few minutes later when the function died before it started the job', async () => {
    const { group, uuids, message } = await begun();
    await work(message, world());
    expect(await membersAmong(world(), group, uuids)).toHaveLength(COUNT);
    await deleteGroup(world().data, world().workspace, group);
    await wait(world(), 15);
    expect(await membersAmong(world(), group, uuids)).toEqual([]);
    expect(await looksOf(world())).toEqual([]);
  });

  test('is looked at again when the look itself was lost, and costs nothing when all is done', async () => {
    const { group, uuids, message } = await begun();
    await work(message, world());
    await deleteGroup(world().data, world().workspace, group);
    await watch(world());
    world().clock = instant(world().clock + 5 * 60_000_000);
    await expect(
      watch({ ...world(), queues: { send: () => Promise.reject(new Error('no queue')) } }),
    ).rejects.toThrow();
    await wait(world(), 15);
    expect(await membersAmong(world(), group, uuids)).toEqual([]);
    const start = world().data.meter.read().readUnits;
    expect(await watch(world())).toMatchObject({ open: 0, looks: 0 });
    // Lists of open jobs, waiting ones, previews, looks and files to check, all of them empty, and no contact.
    expect(world().data.meter.read().readUnits - start).toBe(4);
  });
});

describe('a smart group that is new or gets another query during a start', () => {
  const world = worlds();

  test('has its members at the end of the slice, although the job that finds them has ended before', async () => {
    await newField(world(), 'age', 'number');
    const uuids = await put(world(), many(COUNT));
    const message = await startOf(world(), uuids, aged('31'));
    let group = '';
    const creation = async () => {
      group = await smartGroup(world(), 'age > 30');
      await drain(world());
    };
    await work(message, during(world(), { halfway: creation }));
    expect(await membersAmong(world(), group, uuids)).toHaveLength(COUNT);
  });

  test('has them a few minutes later when the worker died before that', async () => {
    await newField(world(), 'age', 'number');
    const uuids = await put(world(), many(COUNT));
    const group = await smartGroup(world(), 'age > 50');
    await drain(world());
    const message = await startOf(world(), uuids, aged('31'));
    const edit = () => post(world(), { query: 'age > 30' }, group).then(() => drain(world()));
    await expect(work(message, during(world(), { halfway: edit, dies: true }))).rejects.toThrow('died');
    expect((await membersAmong(world(), group, uuids)).length).toBeLessThan(COUNT);
    await interruptJob(world().data, world().workspace, message.job, world().clock);
    await wait(world(), 15);
    expect(await membersAmong(world(), group, uuids)).toHaveLength(COUNT);
    expect(await looksOf(world())).toEqual([]);
  });

  test('gets a new look with each other query, and none when it is deleted after all', async () => {
    await newField(world(), 'age', 'number');
    const [uuid] = await put(world(), many(1));
    const group = await smartGroup(world(), 'age > 50');
    await drain(world());
    await watch(world());
    await post(world(), { query: 'age > 30' }, group);
    await drain(world());
    const [look] = await looksOf(world());
    expect(look).toMatchObject({ group, look: 'evaluate' });
    expect(look).not.toHaveProperty('seenOn');
    await remove(world(), group);
    await wait(world(), 15);
    expect(await groupsOf(world(), uuid as ContactId)).toEqual([]);
    expect(await looksOf(world())).toEqual([]);
  });
});
