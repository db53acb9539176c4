/** A contact moves to its shard among more while it is being changed: neither is lost (ADR 032). */
import { expect, test } from 'vitest';
import {
  changeContact,
  changeMany,
  createContact,
  deleteContact,
  moveToShard,
  pageRoster,
  readContact,
} from '../../../../shared/data/contacts/index.ts';
import { shardOf } from '../../../../shared/data/contacts/shards.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aContact, aGroup, aWorkspace, CHANGE, LATER, NOW, person, turns } from './people.ts';

describeOnEngines('a contact that moves', (data) => {
  const [left, right] = [aGroup(), aGroup()];
  const among = 64;

  /** Somebody in a group who is elsewhere among 64 shards, and what moves that contact. */
  async function someone(workspace: WorkspaceId) {
    const uuid = Array.from({ length: 200 }, aContact).find((one) => shardOf(one, among) > 7) ?? aContact();
    const created = await createContact(data(), workspace, [], () => person({ uuid, groups: [left] }));
    if (!created.ok) throw new Error('taken');
    return { contact: created.contact, move: () => moveToShard(data(), workspace, uuid, { among, now: NOW }) };
  }

  const shardsIn = async (workspace: WorkspaceId, group: GroupId, { uuid }: Contact) => {
    const shards = [...new Set([8, 16, 32, 64].map((one) => shardOf(uuid, one)))];
    const pages = await Promise.all(shards.map((shard) => pageRoster(data(), workspace, [group], shard, { limit: 9 })));
    return shards.filter((_, index) => pages[index]?.uuids.includes(uuid));
  };

  /** It is in its new shard, a member there of both groups and of nothing elsewhere. */
  async function expectMoved(workspace: WorkspaceId, contact: Contact) {
    const shard = shardOf(contact.uuid, among);
    expect(await readContact(data(), workspace, contact.uuid)).toMatchObject({
      ...{ shard, groups: [left, right], version: 2 },
    });
    expect(await shardsIn(workspace, left, contact)).toEqual([shard]);
    expect(await shardsIn(workspace, right, contact)).toEqual([shard]);
  }

  const joins = turns({ groups: [left, right] });

  test('after a change has read it', async () => {
    const workspace = aWorkspace();
    const { contact, move } = await someone(workspace);
    let moved = false;
    const onceRead = async () => {
      if (!moved) moved = await move();
    };
    await changeContact(data(), workspace, contact.uuid, { onceRead }, joins);
    await expectMoved(workspace, contact);
  });

  test('after a slice of a job has read it', async () => {
    const workspace = aWorkspace();
    const { contact, move } = await someone(workspace);
    const planned = async () => void (await move());
    await changeMany(data(), workspace, [contact], joins, { planned });
    await expectMoved(workspace, contact);
  });

  test('after a deletion has read it, twice, and with its version', async () => {
    const workspace = aWorkspace();
    const { contact, move } = await someone(workspace);
    expect(await move()).toBe(true);
    expect(await move()).toBe(false);
    expect(await readContact(data(), workspace, contact.uuid)).toMatchObject({ version: 1, modifiedOn: NOW });
    const deletion = { change: CHANGE, now: LATER, read: contact };
    expect(await deleteContact(data(), workspace, contact.uuid, deletion, () => null)).toEqual({ outcome: 'deleted' });
    expect(await readContact(data(), workspace, contact.uuid)).toMatchObject({
      ...{ deleted: true, shard: shardOf(contact.uuid, among) },
    });
    expect(await move()).toBe(false);
  });
});
