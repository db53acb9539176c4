import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import { changeGroup, deleteGroup, listGroups, storeGroup } from '../../../../shared/data/workspace/groups.ts';
import { createWorkspace } from '../../../../shared/data/workspace/workspaces.ts';
import type { GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aGroup } from './samples.ts';

const now = instant(1_795_500_000_000_000);

const renameGroup = (data: Data, workspace: WorkspaceId, uuid: GroupId, name: string) =>
  changeGroup<'system'>(data, workspace, uuid, ({ system }) => (system ? 'system' : { name }));

describeOnEngines('groups', (opened) => {
  let data: Data;
  let workspace: WorkspaceId;
  beforeAll(() => {
    data = opened();
  });
  beforeEach(async () => {
    ({ workspace } = await createWorkspace(data, { name: 'Groups', now }));
  });

  const names = async () => (await listGroups(data, workspace)).map(({ name }) => name);

  it('of fifty groups created at once with one name in different case, one is created', async () => {
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        storeGroup(data, workspace, aGroup({ name: i % 2 ? 'Reporters' : 'rePORTERS' })),
      ),
    );
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
    expect(made.filter((one) => !one.ok && one.reason === 'name_taken')).toHaveLength(49);
    expect(await listGroups(data, workspace)).toHaveLength(1);
  });

  it('are at most 250, without system groups, also when created at once; a deleted one makes room', async () => {
    await storeGroup(data, workspace, aGroup({ name: 'Open Tickets', system: true }));
    const made = [];
    for (let i = 0; i < 260; i += 20) {
      const some = Array.from({ length: 20 }, (_, j) =>
        storeGroup(data, workspace, aGroup({ name: `Group ${i + j}` })),
      );
      made.push(...(await Promise.all(some)));
    }
    const stored = made.flatMap((one) => (one.ok ? [one.item] : []));
    expect(stored).toHaveLength(250);
    expect(made.filter((one) => !one.ok && one.reason === 'limit')).toHaveLength(10);

    await deleteGroup(data, workspace, stored[0]?.uuid as GroupId);
    expect(await storeGroup(data, workspace, aGroup({ name: 'One more' }))).toMatchObject({ ok: true });
    expect(await storeGroup(data, workspace, aGroup({ name: 'Too many' }))).toEqual({ ok: false, reason: 'limit' });
  });

  it('free their old name when renamed, and keep it when the new one is taken', async () => {
    const [a, b] = [aGroup({ name: 'A' }), aGroup({ name: 'B' })];
    await storeGroup(data, workspace, a);
    await storeGroup(data, workspace, b);
    expect(await renameGroup(data, workspace, a.uuid, 'b')).toEqual({ ok: false, reason: 'name_taken' });
    expect(await renameGroup(data, workspace, a.uuid, 'C')).toEqual({ ok: true, item: { ...a, name: 'C' } });
    expect(await renameGroup(data, workspace, b.uuid, 'a')).toMatchObject({ ok: true });
    expect((await names()).sort()).toEqual(['C', 'a']);
  });

  it('can change the case of their own name', async () => {
    const group = aGroup({ name: 'reporters' });
    await storeGroup(data, workspace, group);
    await renameGroup(data, workspace, group.uuid, 'Reporters');
    expect(await names()).toEqual(['Reporters']);
    expect(await storeGroup(data, workspace, aGroup({ name: 'REPORTERS' }))).toMatchObject({ ok: false });
  });

  it('keep one name when renamed in many ways at once, and free the others', async () => {
    const group = aGroup({ name: 'Old' });
    await storeGroup(data, workspace, group);
    const wanted = Array.from({ length: 8 }, (_, i) => `New ${i}`);
    await Promise.all(wanted.map((name) => renameGroup(data, workspace, group.uuid, name)));
    const [kept] = await names();
    for (const name of ['Old', ...wanted].filter((one) => one !== kept)) {
      expect(await storeGroup(data, workspace, aGroup({ name }))).toMatchObject({ ok: true });
    }
  });

  it('do not exist, and their name is free, once deleted', async () => {
    const group = aGroup({ name: 'Reporters' });
    await storeGroup(data, workspace, group);
    const deleted = await Promise.all([1, 2, 3].map(() => deleteGroup(data, workspace, group.uuid)));
    expect(deleted.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await names()).toEqual([]);
    expect(await storeGroup(data, workspace, aGroup({ name: 'Reporters' }))).toMatchObject({ ok: true });
  });

  it('are not changed when missing, of another workspace, or the system’s', async () => {
    const system = aGroup({ name: 'Open Tickets', system: true });
    await storeGroup(data, workspace, system);
    expect(await renameGroup(data, workspace, system.uuid, 'x')).toEqual({ ok: false, reason: 'system' });
    expect(await deleteGroup(data, workspace, system.uuid)).toEqual({ ok: false, reason: 'system' });
    const other = await createWorkspace(data, { name: 'Other', now });
    expect(await deleteGroup(data, other.workspace, system.uuid)).toEqual({ ok: false, reason: 'missing' });
    const unknown = randomUUID() as string as GroupId;
    expect(await renameGroup(data, workspace, unknown, 'x')).toEqual({ ok: false, reason: 'missing' });
  });
});
