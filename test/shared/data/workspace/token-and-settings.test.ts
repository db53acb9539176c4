import { expect, it } from 'vitest';
import { type Data, put, write } from '../../../../shared/data/dynamo/index.ts';
import {
  createToken,
  createWorkspace,
  readTokenAndSettings,
  revokeToken,
  rotateToken,
  updateSettings,
} from '../../../../shared/data/workspace/index.ts';
import type { TokenId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import type { Caller } from '../../../../shared/domain/workspace.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';

const NOW = instant(Date.parse('2026-11-28T12:00:00Z') * 1_000);

describeOnEngines('a token and the settings of its workspace', (data) => {
  /** The calls of `work`, by their names. */
  async function callsOf(work: (data: Data) => Promise<unknown>): Promise<string[]> {
    const calls: string[] = [];
    const { documents } = data();
    const send = (command: object) => {
      calls.push(command.constructor.name);
      return documents.send(command as never);
    };
    await work({ ...data(), documents: { send } as unknown as Data['documents'] });
    return calls;
  }

  const start = async () => {
    const { workspace } = await createWorkspace(data(), { name: 'Programme', now: NOW });
    return { workspace, token: await createToken(data(), workspace, { role: 'editor', name: 'Sync', now: NOW }) };
  };

  it('are read in one call when the token was seen before, both as they are now', async () => {
    const { workspace, token } = await start();
    const calls = await callsOf(async (counted) => {
      const first = await readTokenAndSettings(counted, token.secret, NOW);
      expect(first).toMatchObject({ caller: { workspace, role: 'editor' }, settings: null });
      await updateSettings(data(), workspace, { name: 'Renamed' }, NOW);
      const next = await readTokenAndSettings(counted, token.secret, NOW);
      expect(next).toMatchObject({ caller: { workspace, role: 'editor' }, settings: { name: 'Renamed' } });
    });
    expect(calls).toEqual(['GetCommand', 'BatchGetCommand']);
  });

  it('are read with the contact that the request is about, which is null where nothing lies', async () => {
    const { workspace, token } = await start();
    const item = { pk: `C#${workspace}#1`, sk: 'CONTACT' };
    const read = (sk: string) => (of: string) => ({ pk: `C#${of}#1`, sk });
    const key = read('CONTACT')(workspace);
    await write(data(), put('contacts', item));
    const calls = await callsOf(async (counted) => {
      const ask = (sk: string) => readTokenAndSettings(counted, token.secret, NOW, read(sk));
      expect(await ask('CONTACT')).toMatchObject({ caller: { workspace }, settings: null, along: null });
      expect(await ask('CONTACT')).toMatchObject({ caller: { workspace }, along: { key, item } });
      expect(await ask('OTHER')).toMatchObject({ settings: { name: 'Programme' }, along: { item: null } });
    });
    expect(calls).toEqual(['GetCommand', 'BatchGetCommand', 'BatchGetCommand']);
  });

  it('cost 2 read units, as two calls do', async () => {
    const { token } = await start();
    await readTokenAndSettings(data(), token.secret, NOW);
    const { readUnits } = data().meter.read();
    await readTokenAndSettings(data(), token.secret, NOW);
    expect(data().meter.read().readUnits - readUnits).toBe(2);
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
