/** A workspace with its settings, tokens and assets. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { put, write } from '../../../../shared/data/dynamo/index.ts';
import {
  createToken,
  createWorkspace,
  listTokens,
  listWorkspaces,
  loadAssets,
  readSettings,
  readToken,
  readTokenAndSettings,
  revokeToken,
  rotateToken,
  storeGroup,
  updateSettings,
} from '../../../../shared/data/workspace/index.ts';
import type { TokenId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import type { Caller } from '../../../../shared/domain/workspace.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { costOf, noting } from '../calls.ts';
import { aGroup } from './samples.ts';

const NOW = instant(Date.parse('2026-11-28T12:00:00Z') * 1_000);

describeOnEngines('a workspace', (data) => {
  const open = async (name: string) => (await createWorkspace(data(), { name, now: NOW })).workspace;

  describe('creating', () => {
    it('begins with default settings and an administrator token of 40 hexadecimal characters', async () => {
      const { workspace, token } = await createWorkspace(data(), { name: 'Nyaruka', now: NOW });
      expect(token).toMatch(/^[0-9a-f]{40}$/);
      expect(await readToken(data(), token, NOW)).toMatchObject({ workspace, role: 'administrator' });
      expect(await readSettings(data(), workspace)).toEqual({
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
        createdOn: NOW,
        revision: 1,
      });
      expect(await listWorkspaces(data())).toContain(workspace);
    });

    it('makes one workspace for one token, also when called several times at once', async () => {
      const input = { name: 'Local', token: 'a token given from outside', now: NOW };
      const made = await Promise.all(Array.from({ length: 10 }, () => createWorkspace(data(), input)));
      expect(new Set(made.map(({ workspace }) => workspace)).size).toBe(1);
      expect(made.filter(({ created }) => created)).toHaveLength(1);
    });
  });

  it('finds its tokens by their secrets, lists them without, and refuses one that is revoked', async () => {
    const workspace = await open('Tokens');
    const { secret, ...viewer } = await createToken(data(), workspace, { role: 'viewer', name: 'Dashboard', now: NOW });
    const caller = { kind: 'token', id: viewer.id, workspace, role: 'viewer', name: 'Dashboard' };
    expect(await readToken(data(), secret, NOW)).toEqual(caller);
    expect(await listTokens(data(), workspace)).toContainEqual(viewer);
    expect(await revokeToken(data(), await open('Other'), viewer.id, NOW)).toBeNull();
    expect(await revokeToken(data(), workspace, viewer.id, NOW)).toMatchObject({ name: 'Dashboard' });
    expect(await readToken(data(), secret, NOW)).toBeNull();
    expect(await listTokens(data(), workspace)).toHaveLength(1);
    expect(await revokeToken(data(), workspace, viewer.id, NOW)).toBeNull();
  });

  it('that is unknown has no settings to read, to change or to load', async () => {
    const unknown = randomUUID() as string as WorkspaceId;
    expect(await readSettings(data(), unknown)).toBeNull();
    await expect(updateSettings(data(), unknown, { name: 'x' }, NOW)).rejects.toThrow('No workspace');
    await expect(loadAssets(data(), unknown)).rejects.toThrow('No workspace');
  });

  it('loses no change of its settings while groups are being made at the same time', async () => {
    const workspace = await open('Busy');
    await Promise.all([
      ...Array.from({ length: 10 }, (_, i) => storeGroup(data(), workspace, aGroup({ name: `Group ${i}` }))),
      ...Array.from({ length: 10 }, (_, i) => updateSettings(data(), workspace, { dormancyDays: i + 1 }, NOW)),
    ]);
    expect(await readSettings(data(), workspace)).toMatchObject({ revision: 21 });
  });

  it('has its assets read for one unit when nothing has changed, and a change seen at once', async () => {
    const workspace = await open('Assets');
    const group = aGroup({ name: 'Reporters' });
    await storeGroup(data(), workspace, group);
    expect((await loadAssets(data(), workspace)).groups.get(group.uuid)).toEqual(group);
    expect((await costOf(data(), () => loadAssets(data(), workspace))).readUnits).toBe(1);
    await storeGroup(data(), workspace, aGroup({ name: 'Farmers' }));
    const { groups } = await loadAssets(data(), workspace);
    expect([...groups.values()].map(({ name }) => name).sort()).toEqual(['Farmers', 'Reporters']);
  });
});

describeOnEngines('a token and the settings of its workspace', (data) => {
  const start = async () => {
    const { workspace } = await createWorkspace(data(), { name: 'Programme', now: NOW });
    return { workspace, token: await createToken(data(), workspace, { role: 'editor', name: 'Sync', now: NOW }) };
  };

  it('are read in one call when the token was seen before, both as they are now', async () => {
    const { workspace, token } = await start();
    const { noted, calls } = noting(data());
    const first = await readTokenAndSettings(noted, token.secret, NOW);
    expect(first).toMatchObject({ caller: { workspace, role: 'editor' }, settings: null });
    await updateSettings(data(), workspace, { name: 'Renamed' }, NOW);
    const next = await readTokenAndSettings(noted, token.secret, NOW);
    expect(next).toMatchObject({ caller: { workspace, role: 'editor' }, settings: { name: 'Renamed' } });
    expect(calls).toEqual(['GetCommand', 'BatchGetCommand']);
  });

  it('are read with the contact that the request is about, which is null where nothing lies', async () => {
    const { workspace, token } = await start();
    const item = { pk: `C#${workspace}#1`, sk: 'CONTACT' };
    const read = (sk: string) => (of: string) => ({ pk: `C#${of}#1`, sk });
    const key = read('CONTACT')(workspace);
    await write(data(), put('contacts', item));
    const { noted, calls } = noting(data());
    const ask = (sk: string) => readTokenAndSettings(noted, token.secret, NOW, read(sk));
    expect(await ask('CONTACT')).toMatchObject({ caller: { workspace }, settings: null, along: null });
    expect(await ask('CONTACT')).toMatchObject({ caller: { workspace }, along: { key, item } });
    expect(await ask('OTHER')).toMatchObject({ settings: { name: 'Programme' }, along: { item: null } });
    expect(calls).toEqual(['GetCommand', 'BatchGetCommand', 'BatchGetCommand']);
  });

  it('cost 2 read units, as two calls do', async () => {
    const { token } = await start();
    const read = () => readTokenAndSettings(data(), token.secret, NOW);
    await read();
    expect((await costOf(data(), read)).readUnits).toBe(2);
  });

  it('do not outlive the token: revoked, rotated or expired, it is refused at the next request', async () => {
    const { workspace, token } = await start();
    const expiresOn = addDays(NOW, 1);
    const short = await createToken(data(), workspace, { role: 'viewer', name: 'Short', now: NOW, expiresOn });
    const turned = await createToken(data(), workspace, { role: 'viewer', name: 'Turned', now: NOW });
    const callerBy = async (secret: string, at = NOW) => (await readTokenAndSettings(data(), secret, at)).caller;
    for (const { secret } of [token, short, turned])
      for (const _ of ['first', 'again']) expect(await callerBy(secret)).toMatchObject({ workspace });
    await revokeToken(data(), workspace, token.id as TokenId, NOW);
    expect(await callerBy(token.secret)).toBeNull();
    expect(await callerBy(short.secret, addDays(NOW, 2))).toBe('expired');
    const owner = { id: turned.id, name: 'Turned' };
    const next = await rotateToken(data(), workspace, turned.id as TokenId, { until: NOW, now: NOW, owner });
    expect(await callerBy(turned.secret)).toBeNull();
    expect(await callerBy(next?.secret ?? '')).toMatchObject({ workspace, id: turned.id });
    expect(await callerBy('unknown')).toBeNull();
  });

  it('are of the workspace that the token names, also when its secret was that of another one', async () => {
    const secret = '0123456789'.repeat(4);
    const make = (name: string) => createWorkspace(data(), { name, now: NOW, token: secret });
    const first = await make('First');
    const along = (workspace: string) => ({ pk: `C#${workspace}#1`, sk: 'CONTACT' });
    const read = () => readTokenAndSettings(data(), secret, NOW, along);
    for (const settings of [null, { name: 'First' }])
      expect(await read()).toMatchObject({ caller: { workspace: first.workspace }, settings });
    const { caller } = await read();
    await revokeToken(data(), first.workspace, (caller as Caller).id as TokenId, NOW);
    const second = await make('Second');
    expect(await read()).toMatchObject({ caller: { workspace: second.workspace }, along: null });
    for (const settings of [null, { name: 'Second' }])
      expect(await read()).toMatchObject({ caller: { workspace: second.workspace }, settings });
  });
});
