import { expect, it } from 'vitest';
import { changeContact, createContact, readContact, readContacts } from '../../../../shared/data/contacts/index.ts';
import { pageRoster } from '../../../../shared/data/contacts/rosters.ts';
import { shardOf } from '../../../../shared/data/contacts/shards.ts';
import { findOwners } from '../../../../shared/data/contacts/urn-owners.ts';
import type { FieldKey } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aContact, aGroup, archived, aWorkspace, leavesAlone, NOW, person, turns } from './people.ts';

describeOnEngines('contacts', (data) => {
  it('stores a contact and reads an equal one back', async () => {
    const workspace = aWorkspace();
    const groups = [aGroup(), aGroup()];
    const contact = person({
      name: 'Ann Uwase',
      language: 'kin',
      urns: ['tel:+250788383383?channel=1#ann'],
      fields: {
        ['age' as FieldKey]: { text: '42', number: '42' },
        ['joined' as FieldKey]: { text: 'May', datetime: 'x' },
      },
      groups,
      notes: [{ text: 'Calls on Mondays', createdOn: NOW, createdBy: 'ann@example.com' }],
      lastSeenOn: NOW,
      dormantSince: NOW,
    });
    const created = await createContact(data(), workspace, ['tel:+250788383383'], () => contact);
    const joined = Object.fromEntries(groups.map((group) => [group, 1]));
    expect(created).toEqual({ ok: true, contact: { ...contact, joined } });
    expect(await readContact(data(), workspace, contact.uuid)).toEqual({ ...contact, joined });
    expect(await readContact(data(), aWorkspace(), contact.uuid)).toBeNull();
  });

  it('reads, of many contacts, those that exist', async () => {
    const workspace = aWorkspace();
    const people = Array.from({ length: 130 }, () => person());
    for (const one of people) await createContact(data(), workspace, [], () => one);
    const uuids = people.map(({ uuid }) => uuid);
    const found = await readContacts(data(), workspace, [...uuids, aContact(), ...uuids.slice(0, 5)]);
    expect([...found.keys()].sort()).toEqual([...uuids].sort());
  });

  it('changes a contact, updates the rosters of its groups and returns the changed contact', async () => {
    const workspace = aWorkspace();
    const [kept, left, joined] = [aGroup(), aGroup(), aGroup()];
    const contact = person({ groups: [kept, left] });
    await createContact(data(), workspace, [], () => contact);
    const decide = turns({ groups: [kept, joined] });
    const changed = await changeContact(data(), workspace, contact.uuid, {}, decide);
    expect(changed).toMatchObject({ outcome: 'changed', contact: { version: 2, joined: { [kept]: 1, [joined]: 2 } } });
    const members = async (...groups: ReturnType<typeof aGroup>[]) =>
      (await pageRoster(data(), workspace, groups, shardOf(contact.uuid), { limit: 9 })).uuids;
    expect(await members(left)).toEqual([]);
    expect(await members(kept)).toEqual([contact.uuid]);
    expect(await members(kept, joined)).toEqual([contact.uuid]);
    expect(await changeContact(data(), workspace, contact.uuid, {}, leavesAlone)).toMatchObject({
      outcome: 'unchanged',
    });
    await changeContact(data(), workspace, contact.uuid, {}, turns(archived()));
    expect(await members(kept, joined)).toEqual([]);
  });

  it('says when there is nothing to change, or when the contact has another version', async () => {
    const workspace = aWorkspace();
    const contact = person();
    await createContact(data(), workspace, [], () => contact);
    expect(await changeContact(data(), workspace, aContact(), {}, leavesAlone)).toEqual({ outcome: 'missing' });
    const other = await changeContact(data(), workspace, contact.uuid, { ifVersion: 2 }, turns({ name: 'Ben' }));
    expect(other).toEqual({ outcome: 'moved' });
    const same = await changeContact(data(), workspace, contact.uuid, { ifVersion: 1 }, turns({ name: 'Ben' }));
    expect(same).toMatchObject({ outcome: 'changed', contact: { name: 'Ben' } });
  });

  it('finds the owners of URNs, and no other contacts', async () => {
    const workspace = aWorkspace();
    const contact = person({ urns: ['tel:+250788000001', 'mailto:a@b.c'] });
    const identities = ['tel:+250788000001', 'mailto:a@b.c'];
    await createContact(data(), workspace, identities, () => contact);
    const found = await findOwners(data(), workspace, [...identities, 'tel:+250788000002']);
    expect(Object.fromEntries(found)).toEqual({
      'tel:+250788000001': contact,
      'mailto:a@b.c': contact,
    });
  });
});
