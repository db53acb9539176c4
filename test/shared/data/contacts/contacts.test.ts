import { expect, it } from 'vitest';
import { changeContact, createContact, pageRoster, readContacts } from '../../../../shared/data/contacts/index.ts';
import { shardOf } from '../../../../shared/data/contacts/shards.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aContact, aGroup, archived, aWorkspace, leavesAlone, person, turns } from './people.ts';

describeOnEngines('contacts', (data) => {
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
});
