import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import { loadAssets } from '../../../../shared/data/workspace/assets.ts';
import { storeGroup } from '../../../../shared/data/workspace/groups.ts';
import { listWorkspaces, readSettings, updateSettings } from '../../../../shared/data/workspace/settings.ts';
import { createToken, listTokens, readToken, revokeToken } from '../../../../shared/data/workspace/tokens.ts';
import { createWorkspace } from '../../../../shared/data/workspace/workspaces.ts';
import type { TokenId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aGroup } from './samples.ts';

const now = instant(1_795_500_000_000_000);
const unknown = randomUUID() as string as WorkspaceId;

const NOW = instant(1_790_000_000_000_000);

describeOnEngines('a workspace', (opened) => {
  let data: Data;
  beforeAll(() => {
    data = opened();
  });

  describe('creating', () => {
    it('begins with default settings and an administrator token of 40 hexadecimal characters', async () => {
      const { workspace, token } = await createWorkspace(data, { name: 'Nyaruka', now });
      expect(token).toMatch(/^[0-9a-f]{40}$/);
      expect(await readToken(data, token, now)).toMatchObject({ workspace, role: 'administrator' });
      expect(await readSettings(data, workspace)).toEqual({
        uuid: workspace,
        name: 'Nyaruka',
        country: null,
        languages: ['eng'],
        timezone: 'UTC',
        dateStyle: 'day_first',
        anon: false,
        dormancyDays: 90,
        deleteAnyStatus: false,
        apiRates: {},
        createdOn: now,
        revision: 1,
      });
      expect(await listWorkspaces(data)).toContain(workspace);
    });

    it('makes one workspace for one token, also when called several times at once', async () => {
      const input = { name: 'Local', token: 'a token given from outside', now };
      const made = await Promise.all(Array.from({ length: 10 }, () => createWorkspace(data, input)));
      expect(new Set(made.map(({ workspace }) => workspace)).size).toBe(1);
      expect(made.filter(({ created }) => created)).toHaveLength(1);
    });
  });

  describe('tokens', () => {
    it('are found by their secret, listed without it, and refused once revoked', async () => {
      const { workspace } = await createWorkspace(data, { name: 'Tokens', now });
      const { secret, ...viewer } = await createToken(data, workspace, { role: 'viewer', name: 'Dashboard', now });
      expect(await readToken(data, secret, now)).toEqual({
        kind: 'token',
        id: viewer.id,
        workspace,
        role: 'viewer',
        name: 'Dashboard',
      });
      expect(await listTokens(data, workspace)).toContainEqual(viewer);

      expect(await revokeToken(data, workspace, viewer.id, now)).toMatchObject({ name: 'Dashboard' });
      expect(await readToken(data, secret, now)).toBeNull();
      expect(await listTokens(data, workspace)).toHaveLength(1);
      expect(await revokeToken(data, workspace, viewer.id, now)).toBeNull();
    });

    it('cannot be revoked from another workspace, and a malformed one is not found', async () => {
      const { workspace, token } = await createWorkspace(data, { name: 'Mine', now });
      const { id } = (await readToken(data, token, now)) as { id: TokenId };
      const other = await createWorkspace(data, { name: 'Other', now });
      expect(await revokeToken(data, other.workspace, id, now)).toBeNull();
      expect(await readToken(data, token, now)).toMatchObject({ workspace });
      expect(await readToken(data, 'nonsense', now)).toBeNull();
    });
  });

  describe('settings', () => {
    it('change only in what is given', async () => {
      const { workspace } = await createWorkspace(data, { name: 'Before', country: 'RW', now });
      const changed = await updateSettings(data, workspace, { name: 'After', apiRates: { v2: 100 } }, NOW);
      expect(changed).toMatchObject({ name: 'After', country: 'RW', apiRates: { v2: 100 }, revision: 2 });
      expect(await updateSettings(data, workspace, {}, NOW)).toEqual({ ...changed, revision: 3 });
    });

    it('of an unknown workspace are null when read, and throw when changed', async () => {
      expect(await readSettings(data, unknown)).toBeNull();
      await expect(updateSettings(data, unknown, { name: 'x' }, NOW)).rejects.toThrow('No workspace');
      await expect(loadAssets(data, unknown)).rejects.toThrow('No workspace');
    });

    it('survive while groups are being made at the same time', async () => {
      const { workspace } = await createWorkspace(data, { name: 'Busy', now });
      await Promise.all([
        ...Array.from({ length: 10 }, (_, i) => storeGroup(data, workspace, aGroup({ name: `Group ${i}` }))),
        ...Array.from({ length: 10 }, (_, i) => updateSettings(data, workspace, { dormancyDays: i + 1 }, NOW)),
      ]);
      expect(await readSettings(data, workspace)).toMatchObject({ revision: 21 });
    });
  });

  describe('assets', () => {
    it('cost one read unit when nothing has changed, and show a change at once', async () => {
      const { workspace } = await createWorkspace(data, { name: 'Assets', now });
      const group = aGroup({ name: 'Reporters' });
      await storeGroup(data, workspace, group);
      expect((await loadAssets(data, workspace)).groups.get(group.uuid)).toEqual(group);

      const start = data.meter.read().readUnits;
      await loadAssets(data, workspace);
      expect(data.meter.read().readUnits - start).toBe(1);

      await storeGroup(data, workspace, aGroup({ name: 'Farmers' }));
      expect([...(await loadAssets(data, workspace)).groups.values()].map(({ name }) => name).sort()).toEqual([
        'Farmers',
        'Reporters',
      ]);
    });

    it('of one workspace contain nothing of another', async () => {
      const [mine, other] = [
        await createWorkspace(data, { name: 'A', now }),
        await createWorkspace(data, { name: 'B', now }),
      ];
      await storeGroup(data, mine.workspace, aGroup({ name: 'Mine' }));
      expect((await loadAssets(data, other.workspace)).groups.size).toBe(0);
    });
  });
});
