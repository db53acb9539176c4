import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import { changeContact, cleanUp, createContact, readContact } from '../../../../shared/data/contacts/index.ts';
import { optOutOf, readHolders } from '../../../../shared/data/contacts/urn-owners.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aGroup, aWorkspace, CHANGE, LATER, NOW, person, stored, turns } from './people.ts';

const ANN = 'tel:+250788000001';
const BEN = 'tel:+250788000002';

describeOnEngines('identities', (data) => {
  const create = (workspace: WorkspaceId, given: Partial<Contact> = {}) => stored(data(), workspace, given);
  /** Who owns the identities, and the opt-outs of deleted owners; a free identity is left out. */
  const owners = async (workspace: WorkspaceId, ...identities: string[]) => {
    const holders = await readHolders(data(), workspace, identities);
    const shown = [...holders].map(([identity, holder]) => {
      const optOut = optOutOf(holder);
      if (holder.kind === 'owned') return [identity, { owner: holder.contact.uuid }];
      return [identity, optOut === null ? undefined : { tombstone: optOut.reason }];
    });
    return Object.fromEntries(shown.filter(([, found]) => found !== undefined));
  };

  it('creates one contact when fifty requests create the same URN at once', async () => {
    const workspace = aWorkspace();
    const created = await Promise.all(
      Array.from({ length: 50 }, () => createContact(data(), workspace, [ANN], () => person({ urns: [ANN] }))),
    );
    const [winner, ...others] = created.filter(({ ok }) => ok);
    expect(others).toEqual([]);
    const uuid = winner?.ok && winner.contact.uuid;
    expect(await owners(workspace, ANN)).toEqual({ [ANN]: { owner: uuid } });
    const losers = created.filter(({ ok }) => !ok);
    for (const loser of losers)
      expect(loser).toEqual({ ok: false, taken: new Map([[ANN, winner?.ok && winner.contact]]) });
  });

  it('stores nothing of a contact when one of its URNs is taken', async () => {
    const workspace = aWorkspace();
    const ann = await create(workspace, { urns: [ANN] });
    const second = person({ urns: [BEN, ANN] });
    expect(await createContact(data(), workspace, [BEN, ANN], () => second)).toEqual({
      ok: false,
      taken: new Map([[ANN, ann]]),
    });
    expect(await owners(workspace, BEN)).toEqual({});
    expect(await readContact(data(), workspace, second.uuid)).toBeNull();
  });

  it('keeps workspaces separate', async () => {
    await create(aWorkspace(), { urns: [ANN] });
    expect(await owners(aWorkspace(), ANN)).toEqual({});
  });

  it('stores no URN in plain text in the item of an identity', async () => {
    const workspace = aWorkspace();
    await create(workspace, { urns: [ANN] });
    const { Items = [] } = await data().documents.send(new ScanCommand({ TableName: data().contactsTable }));
    const identities = Items.filter(({ pk }) => String(pk).startsWith(`I#${workspace}`));
    expect(identities).toHaveLength(1);
    expect(JSON.stringify(identities)).not.toContain('788000001');
  });

  it('gives the decision which of the claimed URNs are taken', async () => {
    const workspace = aWorkspace();
    await create(workspace, { urns: [ANN] });
    const ben = await create(workspace, { urns: [BEN] });
    const received: string[][] = [];
    const changed = await changeContact(data(), workspace, ben.uuid, { claims: [ANN, BEN] }, (contact, taken) => {
      received.push([...taken]);
      return { contact, events: [], changed: false };
    });
    expect(changed.outcome).toBe('unchanged');
    expect(received).toEqual([[ANN]]);
  });

  it('claims added URNs, frees removed ones, and decides again when a URN was not among the given claims', async () => {
    const workspace = aWorkspace();
    const ann = await create(workspace, { urns: [ANN] });
    await changeContact(data(), workspace, ann.uuid, {}, turns({ urns: [`${BEN}?channel=7#ben`] }));
    expect(await owners(workspace, ANN, BEN)).toEqual({ [BEN]: { owner: ann.uuid } });
    const other = await create(workspace, { urns: [ANN] });
    const grab = (_: Contact, taken: ReadonlySet<string>): Partial<Contact> =>
      taken.has(BEN) ? { name: 'No' } : { urns: [ANN, BEN] };
    const changed = await changeContact(data(), workspace, other.uuid, {}, (contact, taken, optOuts) =>
      turns(grab(contact, taken))(contact, taken, optOuts),
    );
    expect(changed).toMatchObject({ outcome: 'changed', contact: { urns: [ANN], name: 'No' } });
    expect(await owners(workspace, BEN)).toEqual({ [BEN]: { owner: ann.uuid } });
  });

  it('gives a URN that many contacts append at once to one of them', async () => {
    const workspace = aWorkspace();
    const people = await Promise.all(Array.from({ length: 12 }, () => create(workspace)));
    const outcomes = await Promise.all(
      people.map(({ uuid }) =>
        changeContact(data(), workspace, uuid, { claims: [ANN] }, (contact, taken, optOuts) =>
          taken.has(ANN) ? { contact, events: [], changed: false } : turns({ urns: [ANN] })(contact, taken, optOuts),
        ),
      ),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1);
    const stored = await Promise.all(people.map(({ uuid }) => readContact(data(), workspace, uuid)));
    expect(stored.filter((one) => one && 'urns' in one && one.urns.includes(ANN))).toHaveLength(1);
  });

  it.each([
    [null, {}, null],
    ['stopped', { [ANN]: { tombstone: 'stopped' } }, 'stopped'],
    ['blocked', { [ANN]: { tombstone: 'blocked' } }, 'blocked'],
  ] as const)(
    'after deletion of a contact with opt-out %s, before and after the clean-up alike',
    async (optOut, found, inherited) => {
      const workspace = aWorkspace();
      const cleaned = async (clean: boolean) => {
        const ann = await create(workspace, { urns: [ANN], optOut });
        await deleteVersion(data(), workspace, ann, CHANGE, LATER);
        if (clean) await cleanUp(data(), workspace, ann);
        expect(await owners(workspace, ANN)).toEqual(found);
        const received: unknown[] = [];
        const again = await createContact(data(), workspace, [ANN], (was) => {
          received.push(was);
          return person({ urns: [ANN], optOut: was?.reason ?? null });
        });
        expect(received).toEqual([inherited && { reason: inherited, said: NOW }]);
        expect(again.ok).toBe(true);
        if (!again.ok) return;
        await cleanUp(data(), workspace, ann);
        expect(await owners(workspace, ANN)).toEqual({ [ANN]: { owner: again.contact.uuid } });
        await deleteVersion(data(), workspace, again.contact, CHANGE, LATER);
        await cleanUp(data(), workspace, again.contact);
      };
      await cleaned(false);
      await cleaned(true);
    },
  );

  it('gives the decision the opt-out of the deleted owner of an appended URN', async () => {
    const workspace = aWorkspace();
    const ann = await create(workspace, { urns: [ANN], optOut: 'stopped' });
    await deleteVersion(data(), workspace, ann, CHANGE, LATER);
    await cleanUp(data(), workspace, ann);
    const ben = await create(workspace);
    const changed = await changeContact(data(), workspace, ben.uuid, { claims: [ANN] }, (contact, taken, optOuts) =>
      turns({ urns: [ANN], optOut: optOuts.get(ANN)?.reason ?? null })(contact, taken, optOuts),
    );
    expect(changed).toMatchObject({ outcome: 'changed', contact: { optOut: 'stopped' } });
    expect(await owners(workspace, ANN)).toEqual({ [ANN]: { owner: ben.uuid } });
  });

  it('moves more URNs than one transaction can hold in several, each a version of the contact', async () => {
    const workspace = aWorkspace();
    const hundred = (prefix: string) => Array.from({ length: 100 }, (_, i) => `tel:+2507880${prefix}${100 + i}`);
    const [first, second] = [hundred('11'), hundred('22')];
    const ann = await create(workspace, person({ urns: first, groups: [aGroup()] }));
    expect(ann).toMatchObject({ version: 2, urns: first });
    expect(await readContact(data(), workspace, ann.uuid)).toEqual(ann);
    const changed = await changeContact(data(), workspace, ann.uuid, {}, turns({ urns: second, name: 'Ann' }));
    expect(changed).toMatchObject({ outcome: 'changed', contact: { version: 5, urns: second, name: 'Ann' } });
    expect(await readContact(data(), workspace, ann.uuid)).toMatchObject({ version: 5, urns: second });
    expect(await owners(workspace, ...first)).toEqual({});
    expect(Object.values(await owners(workspace, ...second))).toEqual(second.map(() => ({ owner: ann.uuid })));
  });

  it.each([
    [null, {}],
    ['stopped', { [ANN]: { tombstone: 'stopped' } }],
    ['blocked', { [ANN]: { tombstone: 'blocked' } }],
  ] as const)('a URN removed from a contact with opt-out %s', async (optOut, found) => {
    const workspace = aWorkspace();
    const ann = await create(workspace, { urns: [ANN], optOut });
    await changeContact(data(), workspace, ann.uuid, {}, turns({ urns: [BEN] }));
    expect(await owners(workspace, ANN, BEN)).toEqual({ ...found, [BEN]: { owner: ann.uuid } });
    const received: unknown[] = [];
    const other = await createContact(data(), workspace, [ANN], (was) => {
      received.push(was);
      return person({ urns: [ANN], optOut: was?.reason ?? null });
    });
    expect(received).toEqual([optOut && { reason: optOut, said: NOW }]);
    expect(await owners(workspace, ANN)).toEqual({ [ANN]: { owner: other.ok && other.contact.uuid } });
  });
});
