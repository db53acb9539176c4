import { expect, it } from 'vitest';
import { createMany, type NewContact } from '../../../../shared/data/contacts/create-many.ts';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import {
  changeContact,
  cleanUp,
  contactPk,
  createContact,
  findOwners,
  pageRoster,
  putHistory,
  readContact,
  readContacts,
} from '../../../../shared/data/contacts/index.ts';
import { listByModified, listFolder } from '../../../../shared/data/contacts/lists.ts';
import { shardOf } from '../../../../shared/data/contacts/shards.ts';
import { type Data, queryPage, shardsOf } from '../../../../shared/data/dynamo/index.ts';
import { putMessage } from '../../../../shared/data/messages/messages.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { costOf, through } from '../calls.ts';
import { newMessage } from '../messages/inbox.ts';
import {
  aContact,
  aGroup,
  archived,
  aWorkspace,
  CHANGE,
  LATER,
  leavesAlone,
  NOW,
  person,
  stored,
  turns,
} from './people.ts';

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

const wanted = (given: Partial<Contact>): NewContact => {
  const uuid = given.uuid ?? aContact();
  return {
    uuid,
    identities: given.urns ?? [],
    build: (optOut) => person({ ...given, uuid, optOut: optOut?.reason ?? null }),
  };
};

describeOnEngines('creating many contacts', (data) => {
  const members = async (workspace: WorkspaceId, group: GroupId) => {
    const pages = await Promise.all(
      shardsOf(data(), workspace).map((shard) => pageRoster(data(), workspace, [group], shard, { limit: 1_000 })),
    );
    return pages.flatMap(({ uuids }) => uuids).sort();
  };
  /** The same tables; before the first transaction, something else is done. */
  const beforeStoring = (act: () => Promise<unknown>): Data => {
    let acted: Promise<unknown> | null = null;
    return through(data(), async (command, pass) => {
      if (command.constructor.name.startsWith('TransactWrite')) acted ??= act();
      await acted;
      return pass();
    });
  };

  it('makes each with its addresses and groups, for the units of one made alone and no others', async () => {
    const [workspace, group] = [aWorkspace(), aGroup()];
    const people = Array.from({ length: 60 }, (_, n) =>
      wanted({ urns: [`tel:+25078${n}`, `mailto:${n}@x.org`], groups: [group] }),
    );
    const { writeUnits, readUnits } = await costOf(data(), async () => {
      const outcomes = await createMany(data(), workspace, people);
      expect([...outcomes.values()]).toEqual(people.map(() => ({ outcome: 'created' })));
    });
    expect(writeUnits).toBe(60 * (2 * (1 + 2) + 2 + 1));
    // DynamoDB Local counts nothing for what it does not find.
    expect(readUnits).toBeLessThanOrEqual(60 * 2);
    const all = people.flatMap(({ identities }) => identities);
    const owners = await findOwners(data(), workspace, all);
    expect([...owners.values()].map(({ uuid }) => uuid)).toEqual(people.flatMap(({ uuid }) => [uuid, uuid]));
    expect(await members(workspace, group)).toEqual(people.map(({ uuid }) => uuid).sort());
  });

  it('leaves out who has an address that others own, or two ask for, and no other', async () => {
    const [workspace, group] = [aWorkspace(), aGroup()];
    const owner = await stored(data(), workspace, { urns: ['tel:+1'] });
    const asked = [['tel:+1', 'tel:+9'], ['tel:+2'], ['tel:+3'], ['tel:+3']].map((urns) =>
      wanted({ urns, groups: [group] }),
    );
    const outcomes = await createMany(data(), workspace, asked);
    const [taken, free, ...both] = asked.map(({ uuid }) => outcomes.get(uuid));
    expect(taken).toMatchObject({ outcome: 'taken', owners: new Map([['tel:+1', { uuid: owner.uuid }]]) });
    expect(free).toEqual({ outcome: 'created' });
    expect(both.map((one) => one?.outcome).sort()).toEqual(['created', 'taken']);
    const made = asked.filter(({ uuid }) => outcomes.get(uuid)?.outcome === 'created').map(({ uuid }) => uuid);
    expect(await members(workspace, group)).toEqual(made.sort());
    expect((await findOwners(data(), workspace, ['tel:+9'])).size).toBe(0);
  });

  it('decides again about one whose address was taken, or was left with a refusal, after it was looked up', async () => {
    const [workspace, group] = [aWorkspace(), aGroup()];
    const mine = wanted({ urns: ['tel:+1'], groups: [group] });
    const refused = wanted({ urns: ['tel:+2'], groups: [group] });
    const racing = beforeStoring(async () => {
      await stored(data(), workspace, { urns: ['tel:+1'] });
      const stopped = await stored(data(), workspace, { urns: ['tel:+2'], optOut: 'stopped', status: 'stopped' });
      await changeContact(data(), workspace, stopped.uuid, {}, turns({ urns: [] }));
    });
    const outcomes = await createMany(racing, workspace, [mine, refused]);
    expect(outcomes.get(mine.uuid)).toMatchObject({ outcome: 'taken' });
    expect(outcomes.get(refused.uuid)).toEqual({ outcome: 'created' });
    const made = await readContact(data(), workspace, refused.uuid, { consistent: true });
    expect(made).toMatchObject({ optOut: 'stopped' });
    expect(await members(workspace, group)).toEqual([refused.uuid]);
  });

  it('leaves one alone that another delivery has just made, and its entry in the group', async () => {
    const [workspace, group] = [aWorkspace(), aGroup()];
    const one = wanted({ urns: ['tel:+1'], groups: [group] });
    const racing = beforeStoring(() => createMany(data(), workspace, [one]));
    expect(await createMany(racing, workspace, [one])).toEqual(new Map([[one.uuid, { outcome: 'there' }]]));
    expect(await members(workspace, group)).toEqual([one.uuid]);
  });

  it('lets one that is too large fail alone', async () => {
    const workspace = aWorkspace();
    const [large, small] = [wanted({ name: 'x'.repeat(400_000), urns: ['tel:+1'] }), wanted({ urns: ['tel:+2'] })];
    const outcomes = await createMany(data(), workspace, [large, small]);
    expect(outcomes.get(large.uuid)).toEqual({ outcome: 'failed', reason: 'too_large' });
    expect(outcomes.get(small.uuid)).toEqual({ outcome: 'created' });
  });
});

describeOnEngines('deletion', (data) => {
  const underKeyOf = async (workspace: WorkspaceId, uuid: ContactId) => {
    const all = { table: 'contacts', partition: contactPk(workspace, uuid), consistent: true } as const;
    return (await queryPage<{ sk: string }>(data(), all)).items.map(({ sk }) => sk);
  };

  /** A contact with everything that can belong to one. */
  const someone = async (workspace: WorkspaceId) => {
    const group = aGroup();
    const contact = await stored(data(), workspace, { name: 'Ann', urns: ['tel:+250788000001'], groups: [group] });
    const common = { contact: contact.uuid, at: NOW, change: CHANGE };
    const history = Array.from({ length: 60 }, (_, i) => {
      const event = { type: 'contact_name_changed', name: `Ann ${i}` } as const;
      return { ...common, version: i + 1, events: [event] };
    });
    await putHistory(data(), workspace, history);
    await putMessage(data(), workspace, newMessage(contact.uuid), NOW);
    return { contact, group };
  };

  it('leaves a tombstone without personal data, in the list of deleted contacts and in no other folder', async () => {
    const workspace = aWorkspace();
    const { contact } = await someone(workspace);
    expect(await deleteVersion(data(), workspace, contact, CHANGE, LATER)).toEqual({ outcome: 'deleted' });
    expect(await readContact(data(), workspace, contact.uuid)).toEqual({
      uuid: contact.uuid,
      deleted: true,
      createdOn: contact.createdOn,
      modifiedOn: LATER,
      optOut: null,
      lastWord: null,
      version: 2,
      lastChange: CHANGE,
      marks: [],
    });
    const list = { reverse: false, limit: 10 };
    expect((await listByModified(data(), workspace, { ...list, deleted: true })).uuids).toEqual([contact.uuid]);
    expect((await listByModified(data(), workspace, { ...list, deleted: false })).uuids).toEqual([]);
    expect((await listFolder(data(), workspace, 'active', list)).uuids).toEqual([]);
  });

  it('does not delete a contact that has changed since it was read, nor one twice', async () => {
    const workspace = aWorkspace();
    const { contact } = await someone(workspace);
    const stale = { ...contact, version: 7 };
    expect(await deleteVersion(data(), workspace, stale, CHANGE, LATER)).toEqual({ outcome: 'moved' });
    expect(await deleteVersion(data(), workspace, contact, CHANGE, LATER)).toEqual({ outcome: 'deleted' });
    expect(await deleteVersion(data(), workspace, contact, CHANGE, LATER)).toEqual({ outcome: 'moved' });
  });

  it('cleans up everything else, also when it is called again', async () => {
    const workspace = aWorkspace();
    const { contact, group } = await someone(workspace);
    await deleteVersion(data(), workspace, contact, CHANGE, LATER);
    for (let i = 0; i < 2; i++) {
      await cleanUp(data(), workspace, contact);
      expect(await underKeyOf(workspace, contact.uuid)).toEqual(['CONTACT']);
      expect((await pageRoster(data(), workspace, [group], shardOf(contact.uuid), { limit: 5 })).uuids).toEqual([]);
    }
  });

  it('cleans up nothing of a contact that is not deleted', async () => {
    const workspace = aWorkspace();
    const { contact } = await someone(workspace);
    await cleanUp(data(), workspace, contact);
    expect(await underKeyOf(workspace, contact.uuid)).toHaveLength(62);
  });
});
