import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { deleteContact, deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import { cleanUp, contactPk, createContact, putHistory, readContact } from '../../../../shared/data/contacts/index.ts';
import { listByModified, listFolder } from '../../../../shared/data/contacts/lists.ts';
import { pageRoster } from '../../../../shared/data/contacts/rosters.ts';
import { shardOf } from '../../../../shared/data/contacts/shards.ts';
import { putMessage } from '../../../../shared/data/messages/messages.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aContact, aGroup, aWorkspace, CHANGE, LATER, NOW, person } from './people.ts';

describeOnEngines('deletion', (data) => {
  const underKeyOf = async (workspace: WorkspaceId, uuid: ContactId) => {
    const query = new QueryCommand({
      TableName: data().contactsTable,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':pk': contactPk(workspace, uuid) },
    });
    return ((await data().documents.send(query)).Items ?? []).map(({ sk }) => sk);
  };

  /** A contact with everything that can belong to one. */
  const someone = async (workspace: WorkspaceId) => {
    const group = aGroup();
    const contact = person({ name: 'Ann', urns: ['tel:+250788000001'], groups: [group] });
    const created = await createContact(data(), workspace, ['tel:+250788000001'], () => contact);
    if (!created.ok) throw new Error('taken');
    const history = Array.from({ length: 60 }, (_, i) => ({
      contact: contact.uuid,
      version: i + 1,
      at: NOW,
      change: CHANGE,
      events: [{ type: 'contact_name_changed', name: `Ann ${i}` } as const],
    }));
    await putHistory(data(), workspace, history);
    const message = {
      contact: contact.uuid,
      urn: null,
      text: 'Hi',
      visibility: 'visible',
      occurredOn: NOW,
      externalId: null,
    } as const;
    await putMessage(data(), workspace, message, NOW);
    return { contact: created.contact, group };
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

  it('decides again about a contact that has changed since it was read, and returns the outcome', async () => {
    const workspace = aWorkspace();
    const { contact } = await someone(workspace);
    const deletion = { change: CHANGE, now: LATER };
    const remove = (uuid: ContactId, options: { read?: Contact } = {}, refuse: () => string | null = () => null) =>
      deleteContact(data(), workspace, uuid, { ...deletion, ...options }, refuse);
    expect(await remove(contact.uuid, {}, () => 'it is active')).toEqual({
      outcome: 'refused',
      reason: 'it is active',
    });
    const asked: number[] = [];
    const stale = { ...contact, version: 7 };
    const deleted = await deleteContact(
      data(),
      workspace,
      contact.uuid,
      { ...deletion, read: stale },
      ({ version }) => {
        asked.push(version);
        return null;
      },
    );
    expect([deleted, asked]).toEqual([{ outcome: 'deleted' }, [7, 1]]);
    expect(await remove(contact.uuid)).toMatchObject({ outcome: 'already_deleted', tombstone: { version: 2 } });
    expect(await remove(aContact())).toEqual({ outcome: 'missing' });
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
