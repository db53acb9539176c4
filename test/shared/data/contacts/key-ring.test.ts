import { expect, it } from 'vitest';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import {
  changeContact,
  cleanUp,
  createContact,
  liftSuppression,
  readHolders,
  suppress,
} from '../../../../shared/data/contacts/index.ts';
import { type Data, getItem, hashed, LostKeyError } from '../../../../shared/data/dynamo/index.ts';
import { isKnownEvent, rememberEvent } from '../../../../shared/data/messages/index.ts';
import { repairContacts } from '../../../../shared/data/repair/index.ts';
import { createWorkspace } from '../../../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aWorkspace, CHANGE, LATER, NOW, person, stored, turns } from './people.ts';

/** By which the tables of tests are noted to be written. */
const OLD = 'a key for tests';
const ANN = 'tel:+250788000001';
const BEN = 'tel:+250788000002';
const CID = 'tel:+250788000003';
const DAN = 'tel:+250788000004';

describeOnEngines('a key of addresses that is replaced', (data) => {
  /** As a function that starts with this secret. */
  const under = (...keys: string[]): Data => ({
    ...data(),
    hmacKey: async () => (keys.length === 1 ? (keys[0] ?? '') : JSON.stringify(keys)),
  });
  /** What lies under the address by one key alone. */
  const itemUnder = async (key: string, workspace: WorkspaceId, identity: string) => {
    const hash = await hashed(under(key, OLD, 'new'), workspace, identity);
    const at = { pk: `I#${workspace}#${hash}`, sk: 'URN' };
    return getItem<{ owner?: string; reason?: string }>(data(), 'contacts', at, { consistent: true });
  };

  it('is found by, while it stands second; what changes hands goes under the first', async () => {
    const { workspace } = await createWorkspace(data(), { name: 'Rotated', now: NOW });
    const old = under(OLD);
    const ann = await stored(old, workspace, { urns: [ANN, BEN] });
    const stopped = await stored(old, workspace, { urns: [CID], optOut: 'stopped' });
    await deleteVersion(old, workspace, stopped, CHANGE, LATER);
    await cleanUp(old, workspace, stopped);
    await rememberEvent(old, workspace, 'e-1', NOW);

    // First every function learns the new key, then it comes first: so both see what the other writes.
    const learning = under(OLD, 'new');
    const rotated = under('new', OLD);
    const dan = await stored(rotated, workspace, { urns: [DAN] });
    for (const at of [learning, rotated]) {
      const holders = await readHolders(at, workspace, [ANN, BEN, CID, DAN]);
      expect([...holders.values()]).toMatchObject([
        { kind: 'owned', contact: { uuid: ann.uuid } },
        { kind: 'owned', contact: { uuid: ann.uuid } },
        { kind: 'tombstone', optOut: { reason: 'stopped', said: NOW } },
        { kind: 'owned', contact: { uuid: dan.uuid } },
      ]);
      expect(await createContact(at, workspace, [ANN], () => person({ urns: [ANN] }))).toMatchObject({ ok: false });
      expect(await isKnownEvent(at, workspace, 'e-1', NOW)).toBe(true);
    }

    const received: unknown[] = [];
    const again = await createContact(rotated, workspace, [CID], (refusal) => {
      received.push(refusal?.reason);
      return person({ urns: [CID] });
    });
    expect(received).toEqual(['stopped']);
    expect(await itemUnder(OLD, workspace, CID)).toBeNull();
    expect(await itemUnder('new', workspace, CID)).toMatchObject({ owner: again.ok && again.contact.uuid });

    await changeContact(rotated, workspace, ann.uuid, {}, turns({ urns: [ANN] }));
    for (const key of [OLD, 'new']) expect(await itemUnder(key, workspace, BEN)).toBeNull();

    await repairContacts(rotated, workspace, [ann.uuid], LATER);
    expect(await itemUnder('new', workspace, ANN)).toMatchObject({ owner: ann.uuid });
    expect(await repairContacts(rotated, workspace, [ann.uuid], LATER)).not.toMatchObject({ identities: 1 });
  });

  it('and of which an opt-out is left: it goes under the first, and nothing stays under the other', async () => {
    const workspace = aWorkspace();
    const ann = await stored(under(OLD, 'new'), workspace, { urns: [ANN], optOut: 'stopped', status: 'stopped' });
    const rotated = under('new', OLD);
    await deleteVersion(rotated, workspace, ann, CHANGE, LATER);
    await cleanUp(rotated, workspace, ann);
    expect(await itemUnder(OLD, workspace, ANN)).toBeNull();
    expect(await itemUnder('new', workspace, ANN)).toMatchObject({ reason: 'stopped', said: NOW });
  });

  it.each(['cleaned up', 'not yet'])(
    'and a blocked person is gone (%s): a suppression keeps the block, and once lifted leaves nothing',
    async (cleaned) => {
      const workspace = aWorkspace();
      const ann = await stored(under(OLD, 'new'), workspace, { urns: [ANN], optOut: 'blocked', status: 'blocked' });
      await deleteVersion(under(OLD, 'new'), workspace, ann, CHANGE, LATER);
      if (cleaned === 'cleaned up') await cleanUp(under(OLD, 'new'), workspace, ann);
      const rotated = under('new', OLD);
      const there = async () => {
        const holder = (await readHolders(rotated, workspace, [ANN])).get(ANN);
        if (holder?.kind !== 'gone' && holder?.kind !== 'tombstone') throw new Error(holder?.kind);
        return holder;
      };
      const note = { on: LATER, what: 'added', by: 'token-1' as never, reason: 'a list' } as const;
      expect(await suppress(rotated, workspace, ANN, await there(), note)).toBe(true);
      expect(await there()).toEqual({ kind: 'tombstone', optOut: { reason: 'blocked', said: LATER } });
      expect(await itemUnder(OLD, workspace, ANN)).toBeNull();
      await liftSuppression(rotated, workspace, ANN, await there(), { ...note, what: 'lifted', on: LATER });
      expect((await readHolders(rotated, workspace, [ANN])).get(ANN)).toEqual({ kind: 'free' });
    },
  );

  it('is one key when the list names it twice', async () => {
    const workspace = aWorkspace();
    const ann = await stored(under(OLD, OLD, 'new'), workspace, { urns: [ANN] });
    expect((await readHolders(under(OLD, OLD, 'new'), workspace, [ANN])).get(ANN)).toMatchObject({
      contact: { uuid: ann.uuid },
    });
  });

  it('makes nothing and finds nothing with a key that is not the one', async () => {
    const workspace = aWorkspace();
    for (const at of [under('another'), under('new'), under('another', OLD)]) {
      await expect(stored(at, workspace, { urns: [ANN] })).rejects.toThrow(LostKeyError);
      await expect(readHolders(at, workspace, [ANN])).rejects.toThrow(LostKeyError);
    }
    expect((await createContact(under('new', OLD), workspace, [ANN], () => person({ urns: [ANN] }))).ok).toBe(true);
  });
});
