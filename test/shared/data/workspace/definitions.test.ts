/** Groups, fields and flows of a workspace, also when they are written many times at once. */
import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { listFields } from '../../../../shared/data/workspace/fields.ts';
import { listGroups } from '../../../../shared/data/workspace/groups.ts';
import {
  archiveFlow,
  changeGroup,
  createField,
  createWorkspace,
  deleteGroup,
  listFlows,
  readFlow,
  readFlowHead,
  saveFlow,
  storeGroup,
} from '../../../../shared/data/workspace/index.ts';
import type { FlowId, GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { costOf } from '../calls.ts';
import { aField, aFlow, aGroup } from './samples.ts';

const now = instant(1_795_500_000_000_000);

describeOnEngines('in a workspace', (data) => {
  let workspace: WorkspaceId;
  beforeEach(async () => {
    ({ workspace } = await createWorkspace(data(), { name: 'Definitions', now }));
  });

  describe('groups', () => {
    const store = (name: string) => storeGroup(data(), workspace, aGroup({ name }));
    const stored = async (name: string) => {
      const group = aGroup({ name });
      await storeGroup(data(), workspace, group);
      return group;
    };
    const rename = (uuid: GroupId, name: string) =>
      changeGroup<'system'>(data(), workspace, uuid, ({ system }) => (system ? 'system' : { name }));
    const names = async () => (await listGroups(data(), workspace)).map(({ name }) => name);

    it('of fifty created at once with one name in different case, one is created', async () => {
      const made = await Promise.all(Array.from({ length: 50 }, (_, i) => store(i % 2 ? 'Reporters' : 'rePORTERS')));
      expect(made.filter(({ ok }) => ok)).toHaveLength(1);
      expect(made.filter((one) => !one.ok && one.reason === 'name_taken')).toHaveLength(49);
      expect(await names()).toHaveLength(1);
    });

    it('are at most 250, without system groups, also when created at once; a deleted one makes room', async () => {
      await storeGroup(data(), workspace, aGroup({ name: 'Open Tickets', system: true }));
      const made = [];
      for (let i = 0; i < 260; i += 20)
        made.push(...(await Promise.all(Array.from({ length: 20 }, (_, j) => store(`Group ${i + j}`)))));
      const kept = made.flatMap((one) => (one.ok ? [one.item] : []));
      expect(kept).toHaveLength(250);
      expect(made.filter((one) => !one.ok && one.reason === 'limit')).toHaveLength(10);

      await deleteGroup(data(), workspace, kept[0]?.uuid as GroupId);
      expect(await store('One more')).toMatchObject({ ok: true });
      expect(await store('Too many')).toEqual({ ok: false, reason: 'limit' });
    });

    it('free their old name when renamed, and keep it when the new one is taken or is the same in another case', async () => {
      const [a, b] = [await stored('A'), await stored('B')];
      expect(await rename(a.uuid, 'b')).toEqual({ ok: false, reason: 'name_taken' });
      expect(await rename(a.uuid, 'C')).toEqual({ ok: true, item: { ...a, name: 'C' } });
      expect(await rename(b.uuid, 'a')).toMatchObject({ ok: true });
      expect(await rename(b.uuid, 'A')).toMatchObject({ ok: true });
      expect((await names()).sort()).toEqual(['A', 'C']);
      expect(await store('a')).toMatchObject({ ok: false });
    });

    it('keep one name when renamed in many ways at once, and free the others', async () => {
      const { uuid } = await stored('Old');
      const wanted = Array.from({ length: 8 }, (_, i) => `New ${i}`);
      await Promise.all(wanted.map((name) => rename(uuid, name)));
      const [kept] = await names();
      for (const name of ['Old', ...wanted].filter((one) => one !== kept))
        expect(await store(name)).toMatchObject({ ok: true });
    });

    it('do not exist, and their name is free, once deleted', async () => {
      const { uuid } = await stored('Reporters');
      const deleted = await Promise.all([1, 2, 3].map(() => deleteGroup(data(), workspace, uuid)));
      expect(deleted.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await names()).toEqual([]);
      expect(await store('Reporters')).toMatchObject({ ok: true });
    });
  });

  it('fields are refused when their name in any case or their key is taken', async () => {
    const age = aField({ name: 'My Age' });
    expect(await createField(data(), workspace, age)).toEqual({ ok: true, item: age });
    for (const name of ['my age', 'my-age'])
      expect(await createField(data(), workspace, aField({ name }))).toEqual({ ok: false, reason: 'name_taken' });
    expect(await listFields(data(), workspace)).toEqual([age]);
  });

  describe('flows', () => {
    const uuid = randomUUID() as string as FlowId;

    it('come back as they were saved, small and large', async () => {
      const nodes = [{ actions: [{ type: 'set_contact_status', status: 'archived' }] }];
      const definitions = { small: { nodes, name: 'Ärzte ✓' }, large: { nodes: 'node '.repeat(199_000) } };
      const results = [{ key: 'age', name: 'Age', categories: ['Old'], node_uuids: [randomUUID()] }];
      const small = aFlow({ uuid, name: 'Small', definition: definitions.small, expires: 5, results });
      const large = aFlow({ uuid: randomUUID() as never, name: 'Large', definition: definitions.large });
      await saveFlow(data(), workspace, small, now);
      await saveFlow(data(), workspace, large, addDays(now, 1));
      const times = { createdOn: now, modifiedOn: now };
      const expected = { ...small, sets: ['archived'], revision: 1, archived: false, ...times };
      expect(await readFlow(data(), workspace, uuid)).toEqual(expected);
      expect((await readFlow(data(), workspace, large.uuid))?.definition).toEqual(definitions.large);
      expect((await listFlows(data(), workspace)).map(({ name }) => name)).toEqual(['Large', 'Small']);
    });

    it('keep their creation time when saved again, also when a large one becomes small', async () => {
      const flow = aFlow({ uuid, name: 'Flow', definition: { nodes: 'node '.repeat(10_000) } });
      await saveFlow(data(), workspace, flow, now);
      const later = addDays(now, 2);
      const saved = await saveFlow(data(), workspace, { ...flow, name: 'Renamed', definition: { nodes: [] } }, later);
      const expected = { name: 'Renamed', revision: 2, createdOn: now, modifiedOn: later };
      expect(saved).toMatchObject({ ok: true, flow: expected });
      expect(await readFlow(data(), workspace, uuid)).toMatchObject({ definition: { nodes: [] } });
    });

    it('are listed and found by name or uuid without reading their definitions', async () => {
      const definition = { noise: randomBytes(100_000).toString('base64') };
      await saveFlow(data(), workspace, aFlow({ uuid, name: 'Large', definition }), now);
      const cost = await costOf(data(), async () => {
        expect(await listFlows(data(), workspace)).toMatchObject([{ uuid, name: 'Large' }]);
        expect(await readFlowHead(data(), workspace, uuid)).toMatchObject({ name: 'Large', type: 'messaging' });
      });
      expect(cost).toEqual({ readUnits: 2, writeUnits: 0 });
    });

    it('are refused when they do not fit into an item even compressed', async () => {
      const definition = { noise: randomBytes(500_000).toString('base64') };
      const refused = await saveFlow(data(), workspace, aFlow({ uuid, name: 'Huge', definition }), now);
      expect(refused).toEqual({ ok: false, reason: 'too_large' });
    });

    it('are not archived by another workspace, and may be archived twice', async () => {
      await saveFlow(data(), workspace, aFlow({ uuid, name: 'Mine', definition: {} }), now);
      const other = await createWorkspace(data(), { name: 'Other', now });
      expect(await archiveFlow(data(), other.workspace, uuid, now)).toBe(false);
      for (const _ of ['first', 'again']) expect(await archiveFlow(data(), workspace, uuid, now)).toBe(true);
      expect(await readFlow(data(), workspace, uuid)).toMatchObject({ archived: true, definition: {} });
    });
  });
});
