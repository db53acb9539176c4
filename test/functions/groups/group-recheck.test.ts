/** Work in progress when a group was deleted or changed: no contact keeps a membership by the former groups. */
import { describe, expect, test } from 'vitest';
import { watch } from '../../../functions/jobs/watchdog/watch.ts';
import { work } from '../../../functions/jobs/worker/work.ts';
import { pageRoster } from '../../../shared/data/contacts/rosters.ts';
import { FEWEST_SHARDS } from '../../../shared/data/dynamo/index.ts';
import { deleteGroup } from '../../../shared/data/workspace/groups.ts';
import { type GroupRecheck, groupRechecks } from '../../../shared/data/workspace/index.ts';
import type { ContactId, GroupId } from '../../../shared/domain/ids.ts';
import type { WorkMessage } from '../../../shared/messages/jobs.ts';
import { through, writesIn } from '../engine/deaths.ts';
import { many, type World, worlds } from '../engine/world.ts';
import { newFlow, starting } from '../jobs/flow.ts';
import { groupsOf, membersAmong, newField, post, remove, smartGroup, wait } from './api.ts';

const COUNT = 40;

/** A worker's message that sends contacts through a flow of one action. */
async function startOf(world: World, uuids: readonly ContactId[], action: object): Promise<WorkMessage> {
  const [message] = await world.messagesFor(starting(await newFlow(world, [action])), uuids);
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
  return through(world, async (command, pass) => {
    const [before, count] = [written, writesIn(command)];
    written += count;
    if (before < COUNT / 2 && written >= COUNT / 2) await halfway?.();
    if (dies && written >= COUNT && count === 0) throw new Error('The worker died');
    return pass();
  });
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
    const group = await world().newGroup();
    const uuids = await world().put(many(COUNT));
    return { group, uuids, message: await startOf(world(), uuids, adding(group)) };
  }

  test('has no members at the end of the slice, although the job that clears it has ended before', async () => {
    const { group, uuids, message } = await begun();
    await work(message, during(world(), { halfway: () => remove(world(), group).then(() => world().drain()) }));
    expect(await membersAmong(world(), group, uuids)).toEqual([]);
    expect(await rosterOf(world(), group)).toBe(0);
  });

  test('has none a few minutes later when the worker died before that', async () => {
    const { group, uuids, message } = await begun();
    const deletion = () => remove(world(), group).then(() => world().drain());
    await expect(work(message, during(world(), { halfway: deletion, dies: true }))).rejects.toThrow('died');
    expect((await membersAmong(world(), group, uuids)).length).toBeGreaterThan(0);
    await world().interrupt(message.job);
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
    world().pass(300);
    const full = { send: () => Promise.reject(new Error('no queue')) };
    await expect(watch({ ...world(), queues: full })).rejects.toThrow();
    await wait(world(), 15);
    expect(await membersAmong(world(), group, uuids)).toEqual([]);
    const idle = async () => expect(await watch(world())).toMatchObject({ open: 0, looks: 0 });
    // Lists of open jobs, waiting ones, previews, looks and files to check, all of them empty, and no contact.
    expect((await world().spent(idle)).readUnits).toBe(4);
  });
});

describe('a smart group that is new or gets another query during a start', () => {
  const world = worlds();

  test('has its members at the end of the slice, although the job that finds them has ended before', async () => {
    await newField(world(), 'age', 'number');
    const uuids = await world().put(many(COUNT));
    const message = await startOf(world(), uuids, aged('31'));
    let group = '';
    const creation = async () => {
      group = await smartGroup(world(), 'age > 30');
      await world().drain();
    };
    await work(message, during(world(), { halfway: creation }));
    expect(await membersAmong(world(), group, uuids)).toHaveLength(COUNT);
  });

  test('has them a few minutes later when the worker died before that', async () => {
    await newField(world(), 'age', 'number');
    const uuids = await world().put(many(COUNT));
    const group = await smartGroup(world(), 'age > 50');
    await world().drain();
    const message = await startOf(world(), uuids, aged('31'));
    const edit = () => post(world(), { query: 'age > 30' }, group).then(() => world().drain());
    await expect(work(message, during(world(), { halfway: edit, dies: true }))).rejects.toThrow('died');
    expect((await membersAmong(world(), group, uuids)).length).toBeLessThan(COUNT);
    await world().interrupt(message.job);
    await wait(world(), 15);
    expect(await membersAmong(world(), group, uuids)).toHaveLength(COUNT);
    expect(await looksOf(world())).toEqual([]);
  });

  test('gets a new look with each other query, and none when it is deleted after all', async () => {
    await newField(world(), 'age', 'number');
    const [uuid] = await world().put(many(1));
    const group = await smartGroup(world(), 'age > 50');
    await world().drain();
    await watch(world());
    await post(world(), { query: 'age > 30' }, group);
    await world().drain();
    const [look] = await looksOf(world());
    expect(look).toMatchObject({ group, look: 'evaluate' });
    expect(look).not.toHaveProperty('seenOn');
    await remove(world(), group);
    await wait(world(), 15);
    expect(await groupsOf(world(), uuid as ContactId)).toEqual([]);
    expect(await looksOf(world())).toEqual([]);
  });
});
