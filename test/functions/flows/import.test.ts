import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { exportDefinitions } from '../../../functions/flows/flows.ts';
import { importFlow } from '../../../functions/flows/import.ts';
import { loadAssets } from '../../../shared/data/workspace/assets.ts';
import { listFlows, readFlow } from '../../../shared/data/workspace/flows.ts';
import type { FlowId, GroupId } from '../../../shared/domain/ids.ts';
import { type World, worlds } from '../engine/world.ts';
import { call, create, groupsOf, newField, post, shown, smartGroup } from '../groups/api.ts';

/** A flow that adds its contacts to a group. */
const joining = (group: string, frame: object = {}) => ({
  ...{ uuid: randomUUID(), name: 'Join', spec_version: '13.1.0', language: 'eng', type: 'messaging', revision: 1 },
  ...frame,
  nodes: [
    {
      uuid: randomUUID(),
      actions: [{ uuid: randomUUID(), type: 'add_contact_groups', groups: [{ uuid: group, name: 'Any' }] }],
      exits: [{ uuid: randomUUID() }],
    },
  ],
});

const file = (parts: object) => ({ version: '13', site: 'https://textit.com', flows: [], campaigns: [], ...parts });

const load = (world: World, document: Record<string, unknown>) => call(world, importFlow, { body: document });

const AGE = { key: 'age', name: 'Age', type: 'number' };

describe('an export file', () => {
  const world = worlds();

  test('creates smart groups, which get their members by a job, on fields of the same file', async () => {
    const old = await create(world(), [{ type: 'name', name: 'Ann' }]);
    const group = { uuid: randomUUID(), name: 'Named', query: 'name = ann OR age > 60' };
    const { status } = await load(world(), file({ fields: [AGE], groups: [group] }));
    expect(status).toBe(201);
    await world().drain();
    expect(await shown(world(), group.uuid)).toMatchObject({
      status: 'ready',
      query: 'name = "ann" OR fields.age > 60',
    });
    expect(await groupsOf(world(), old)).toEqual([group.uuid]);
  });

  test.each(['age >', 'height > 3', 'group = "Others"'])(
    'is refused as a whole when a query is not valid in this workspace: %s',
    async (query) => {
      const group = { uuid: randomUUID(), name: 'Odd ones', query };
      const answer = await load(world(), file({ fields: [AGE], groups: [group], flows: [joining(group.uuid)] }));
      expect(answer.status).toBe(400);
      expect(answer.body.groups[0]).toMatch(/^The query of the group Odd ones cannot be used here: ./);
      expect((await loadAssets(world().data, world().workspace)).fields.size).toBe(0);
      expect(await listFlows(world().data, world().workspace)).toEqual([]);
    },
  );

  test('gives a field the type that the file says, and finds the members of smart groups on it again', async () => {
    await newField(world(), 'age', 'text');
    const person = await create(world(), [{ type: 'field', field: 'age' as never, value: '70' }]);
    const group = await smartGroup(world(), 'age = 70.0');
    await world().drain();
    expect(await groupsOf(world(), person)).toEqual([]);
    await load(world(), file({ fields: [{ ...AGE, name: 'Years' }] }));
    await world().drain();
    const { fields } = await loadAssets(world().data, world().workspace);
    expect([...fields.values()]).toMatchObject([{ key: 'age', name: 'age', type: 'number' }]);
    expect(await groupsOf(world(), person)).toEqual([group]);
  });

  test('refers to the workspace’s own group of the same name', async () => {
    const { body: own } = await post(world(), { name: 'Testers' });
    const theirs = randomUUID();
    const flow = joining(theirs);
    await load(world(), file({ groups: [{ uuid: theirs, name: 'TESTERS', query: null }], flows: [flow] }));
    const stored = await readFlow(world().data, world().workspace, flow.uuid as string as FlowId);
    expect(JSON.stringify(stored?.definition)).toContain(own.uuid);
    const { groups } = await loadAssets(world().data, world().workspace);
    expect([...groups.keys()]).toEqual([own.uuid as GroupId]);
  });

  test('replaces flows by uuid, else by name and type', async () => {
    const [first, voice] = [joining(randomUUID()), joining(randomUUID(), { type: 'messaging_background' })];
    await load(world(), first);
    await load(world(), voice);
    const again = joining(randomUUID());
    const { body } = await load(world(), file({ flows: [again] }));
    expect(body.results).toMatchObject([{ uuid: first.uuid, name: 'Join' }]);
    const flows = await listFlows(world().data, world().workspace);
    expect(flows.map(({ uuid }) => uuid).sort()).toEqual([first.uuid, voice.uuid].sort());
    const replaced = await readFlow(world().data, world().workspace, first.uuid as FlowId);
    expect(replaced?.definition).toMatchObject({ uuid: first.uuid, nodes: [{ uuid: again.nodes[0]?.uuid }] });
  });

  test('made by this API contains the fields of its smart groups, so that it can be imported elsewhere', async () => {
    await newField(world(), 'age', 'number');
    await newField(world(), 'town', 'text');
    const group = await smartGroup(world(), 'age > 60');
    const flow = joining(group);
    await load(world(), flow);
    const { body } = await call(world(), exportDefinitions, { query: { flow: flow.uuid } });
    expect(body).toMatchObject({ fields: [{ key: 'age' }], groups: [{ uuid: group, query: 'fields.age > 60' }] });
    expect(body.fields).toHaveLength(1);
  });
});
