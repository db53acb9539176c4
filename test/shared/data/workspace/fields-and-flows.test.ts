import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import { consumedSince } from '../../../../shared/data/dynamo/meter.ts';
import { createField, listFields, updateField } from '../../../../shared/data/workspace/fields.ts';
import { archiveFlow, listFlows, readFlow, readFlowHead, saveFlow } from '../../../../shared/data/workspace/flows.ts';
import { createWorkspace } from '../../../../shared/data/workspace/workspaces.ts';
import type { FieldKey, FlowId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aField, aFlow } from './samples.ts';

const now = instant(1_795_500_000_000_000);

const NOW = instant(1_790_000_000_000_000);

describeOnEngines('fields and flows', (opened) => {
  let data: Data;
  let workspace: WorkspaceId;
  beforeAll(() => {
    data = opened();
  });
  beforeEach(async () => {
    ({ workspace } = await createWorkspace(data, { name: 'Fields and flows', now }));
  });

  describe('fields', () => {
    it('are refused when their name in any case or their key is taken', async () => {
      const age = aField({ name: 'My Age' });
      expect(await createField(data, workspace, age)).toEqual({ ok: true, item: age });
      for (const name of ['my age', 'my-age']) {
        expect(await createField(data, workspace, aField({ name }))).toEqual({ ok: false, reason: 'name_taken' });
      }
      expect(await listFields(data, workspace)).toEqual([age]);
    });

    it('are at most 250, also when created at once', async () => {
      const some = Array.from({ length: 260 }, (_, i) => createField(data, workspace, aField({ name: `Field ${i}` })));
      const made = await Promise.all(some);
      expect(made.filter(({ ok }) => ok)).toHaveLength(250);
      expect(made.filter((one) => !one.ok && one.reason === 'limit')).toHaveLength(10);
    });

    it('keep their key when renamed, free the old name, and refuse a taken one', async () => {
      const [age, sex] = [aField({ name: 'Age' }), aField({ name: 'Sex' })];
      await createField(data, workspace, age);
      await createField(data, workspace, sex);
      const changed = { ...age, name: 'Years', type: 'number', featured: true } as const;
      expect(await updateField(data, workspace, age.key, changed, NOW)).toEqual({ ok: true, item: changed });
      expect(await updateField(data, workspace, sex.key, { name: 'years' }, NOW)).toEqual({
        ok: false,
        reason: 'name_taken',
      });
      expect(await updateField(data, workspace, sex.key, { name: 'Age' }, NOW)).toMatchObject({ ok: true });
      expect(await updateField(data, workspace, 'nope' as FieldKey, {}, NOW)).toEqual({ ok: false, reason: 'missing' });
    });
  });

  describe('flows', () => {
    const flowId = () => randomUUID() as string as FlowId;

    it('come back as they were saved, small and large', async () => {
      const [small, large] = [flowId(), flowId()];
      const nodes = [{ actions: [{ type: 'set_contact_status', status: 'archived' }] }];
      const definitions = { small: { nodes, name: 'Ärzte ✓' }, large: { nodes: 'node '.repeat(199_000) } };
      const results = [{ key: 'age', name: 'Age', categories: ['Old'], node_uuids: [randomUUID()] }];
      const saved = aFlow({ uuid: small, name: 'Small', definition: definitions.small, expires: 5, results });
      await saveFlow(data, workspace, saved, now);
      const flow = aFlow({ uuid: large, name: 'Large', definition: definitions.large });
      await saveFlow(data, workspace, flow, addDays(now, 1));
      expect(await readFlow(data, workspace, small)).toEqual({
        ...saved,
        sets: ['archived'],
        revision: 1,
        archived: false,
        createdOn: now,
        modifiedOn: now,
      });
      expect((await readFlow(data, workspace, large))?.definition).toEqual(definitions.large);
      expect((await listFlows(data, workspace)).map(({ name }) => name)).toEqual(['Large', 'Small']);
    });

    it('keep their creation time when saved again, also when a large one becomes small', async () => {
      const uuid = flowId();
      const flow = aFlow({ uuid, name: 'Flow', definition: { nodes: 'node '.repeat(10_000) } });
      await saveFlow(data, workspace, flow, now);
      const later = addDays(now, 2);
      const saved = await saveFlow(data, workspace, { ...flow, name: 'Renamed', definition: { nodes: [] } }, later);
      expect(saved).toMatchObject({
        ok: true,
        flow: { name: 'Renamed', revision: 2, createdOn: now, modifiedOn: later },
      });
      expect(await readFlow(data, workspace, uuid)).toMatchObject({ definition: { nodes: [] } });
    });

    it('are listed and found by name or uuid without reading their definitions', async () => {
      const uuid = flowId();
      const definition = { noise: randomBytes(100_000).toString('base64') };
      await saveFlow(data, workspace, aFlow({ uuid, name: 'Large', definition }), now);
      const before = data.meter.read();
      expect(await listFlows(data, workspace)).toMatchObject([{ uuid, name: 'Large' }]);
      expect(await readFlowHead(data, workspace, uuid)).toMatchObject({ name: 'Large', type: 'messaging' });
      expect(consumedSince(data.meter, before)).toEqual({ readUnits: 2, writeUnits: 0 });
    });

    it('are refused when they do not fit into an item even compressed', async () => {
      const definition = { noise: randomBytes(500_000).toString('base64') };
      const refused = await saveFlow(data, workspace, aFlow({ uuid: flowId(), name: 'Huge', definition }), now);
      expect(refused).toEqual({ ok: false, reason: 'too_large' });
    });

    it('are kept when they are archived, until they are saved again; another workspace has none of them', async () => {
      const uuid = flowId();
      await saveFlow(data, workspace, aFlow({ uuid, name: 'Mine', definition: {} }), now);
      const other = await createWorkspace(data, { name: 'Other', now });
      expect(await readFlow(data, other.workspace, uuid)).toBeNull();
      expect(await archiveFlow(data, other.workspace, uuid, now)).toBe(false);
      expect(await archiveFlow(data, workspace, uuid, now)).toBe(true);
      expect(await archiveFlow(data, workspace, uuid, now)).toBe(true);
      expect(await readFlow(data, workspace, uuid)).toMatchObject({ archived: true, definition: {} });
      expect(await readFlow(data, other.workspace, uuid)).toBeNull();
      await saveFlow(data, workspace, aFlow({ uuid, name: 'Mine', definition: {} }), now);
      expect(await readFlowHead(data, workspace, uuid)).toMatchObject({ archived: false });
    });
  });
});
