/** A repair corrects all derived data that the checker can complain about (on an engine: test/support/engines/). */
import { beforeAll, describe, expect, it } from 'vitest';
import type { FindingKind } from '../../../../../shared/data/repair/index.ts';
import { isLive } from '../../../../long/checker/break.ts';
import { fullWorkspace } from '../../../../long/checker/workspace.ts';
import type { Item } from '../../../../support/checker/tables.ts';
import { onInProcessStage } from '../../../../support/in-process/stage.ts';
import { BETWEEN, Damaged } from '../damaged.ts';
import { BREAKS, breakOne } from '../repairable.ts';

const stage = onInProcessStage();
let damaged: Damaged;

beforeAll(async () => {
  const client = await fullWorkspace(stage());
  damaged = new Damaged(stage(), (await client.get('workspace.json')).uuid);
});

const isOfRoster = ({ pk }: Item) => pk.startsWith('G#');
const isOwner = ({ pk, owner }: Item) => pk.startsWith('I#') && owner !== undefined;
const isEvent = ({ sk }: Item) => sk.startsWith('EVT#');

describe('A repair', () => {
  it('mends nothing where everything agrees, however often it runs', async () => {
    expect(await damaged.wrong()).toEqual([]);
    expect(await damaged.repair()).toEqual({});
    expect(await damaged.repair()).toEqual({});
    expect(await damaged.wrong()).toEqual([]);
  });

  it.each(BREAKS)('puts right: $breaks', async (one) => {
    await breakOne(damaged, one);
    await damaged.repair();
    expect(await damaged.wrong()).toEqual([]);
  });

  it.each<[string, FindingKind, (item: Item) => boolean]>([
    ['roster entries', 'rosters', isOfRoster],
    ['owners of addresses', 'identities', isOwner],
    ['logs of messages', 'messages', ({ pk }) => pk.startsWith('M#')],
  ])('finds all %s that are lost', async (_, what, isOne) => {
    const { contacts, workspace } = await damaged.tables();
    const [inContacts, inWorkspace] = [contacts.filter(isOne), workspace.filter(isOne)];
    for (const item of inContacts) await damaged.replace('contacts', item, []);
    for (const item of inWorkspace) await damaged.replace('workspace', item, []);
    expect((await damaged.wrong()).length).toBeGreaterThan(0);
    expect((await damaged.repair())[what]).toBeGreaterThan(0);
    expect(await damaged.wrong()).toEqual([]);
  });

  it('says in history again what contacts are, when all of it is lost; who did it is lost but for the last', async () => {
    const { contacts } = await damaged.tables();
    const told = contacts.filter(isEvent);
    for (const item of told) await damaged.replace('contacts', item, []);
    expect(await damaged.repair()).toMatchObject({ history: expect.any(Number) });
    expect(await damaged.wrong(['jobs'])).toEqual([]);
    expect(await damaged.repair()).toEqual({});
    // What no repair can know, which job did what, is put back for the tests that follow.
    for (const item of (await damaged.tables()).contacts.filter(isEvent)) await damaged.replace('contacts', item, []);
    for (const item of told) await damaged.replace('contacts', item, [item]);
    expect(await damaged.wrong()).toEqual([]);
  });

  it('gives an address back with the refusal that lies with it: who has it is stopped', async () => {
    const { contacts } = await damaged.tables();
    // In a group, which it leaves.
    const isOne = (item: Item) =>
      isLive(item) && item['groups']?.length > 0 && item['status'] === 'active' && item['urns']?.length > 0;
    const live = contacts.find(isOne) as Item;
    const uuid = live.pk.split('#')[2] as string;
    const owned = contacts.filter((item) => isOwner(item) && item['owner'] === uuid);
    for (const { owner: _, ...item } of owned)
      await damaged.replace('contacts', item, [{ ...item, reason: 'stopped', at: damaged.clock }]);
    expect((await damaged.repair()).identities).toBeGreaterThan(0);
    expect((await damaged.wrong()).filter((line) => line.startsWith('stale rosters'))).toEqual([]);
    await damaged.repair();
    const after = (await damaged.tables()).contacts.find(({ pk, sk }) => pk === live.pk && sk === live.sk);
    expect(after).toMatchObject({ status: 'stopped', optOut: 'stopped' });
    expect(await damaged.wrong()).toEqual([]);
  });

  it('finds contacts that no index lists', async () => {
    const { contacts } = await damaged.tables();
    const { folderKey, folderSort, modifiedKey, modifiedSort, ...rest } = contacts.find(isLive) as Item;
    await damaged.replace('contacts', rest, [rest]);
    expect(await damaged.repair()).toEqual({ indexes: 1 });
    expect(await damaged.wrong()).toEqual([]);
  });

  it('leaves alone what may be under way: roster entries and changes of the last two minutes', async () => {
    const { contacts } = await damaged.tables();
    const [entry] = contacts.filter(isOfRoster);
    if (!entry) throw new Error('No entry');
    const [contact = ''] = entry.sk.split('#');
    const early = { ...entry, sk: `${contact}#77`, at: damaged.clock + BETWEEN + 100_000_000 };
    await damaged.replace('contacts', early, [early]);
    expect(await damaged.repair()).toEqual({});
    expect(await damaged.repair()).toEqual({ stale_rosters: 1 });
    expect(await damaged.wrong()).toEqual([]);
  });
});
