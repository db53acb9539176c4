import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { putStints, shardOf, toContactItem } from '../../../../shared/data/contacts/index.ts';
import { FEWEST_SHARDS, putAll } from '../../../../shared/data/dynamo/index.ts';
import { selectsAny } from '../../../../shared/data/jobs/folder-selection.ts';
import { pageSelection } from '../../../../shared/data/jobs/selection.ts';
import type { SelectionCursor } from '../../../../shared/data/jobs/selection-cursor.ts';
import type { Contact, Tombstone } from '../../../../shared/domain/contacts/contact.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { job } from '../../domain/jobs/samples.ts';
import { costOf } from '../calls.ts';
import { NOW, newContacts, newWorkspace } from './samples.ts';

type Six = [ContactId, ContactId, ContactId, ContactId, ContactId, ContactId];

const inShard = (shard: number, count: number): ContactId[] =>
  newContacts(count * 40)
    .filter((uuid) => shardOf(uuid) === shard)
    .slice(0, count);

const change = { by: 'token-1', via: 'api' } as const;
const person = (uuid: ContactId, given: Partial<Contact> = {}): Contact => ({
  ...newContact({ uuid, now: NOW, change }),
  ...given,
});

describeOnEngines('selections', (data) => {
  const stored = (workspace: WorkspaceId, people: readonly (Contact | Tombstone)[]) => {
    const items = people.map((one) => toContactItem(workspace, one));
    return putAll(data(), 'contacts', items);
  };
  /** Stores active contacts, each last seen so many days ago. */
  const put = (workspace: WorkspaceId, uuids: readonly ContactId[], daysAgo: (index: number) => number) =>
    stored(
      workspace,
      uuids.map((uuid, i) => person(uuid, { lastSeenOn: addDays(NOW, -daysAgo(i)) })),
    );

  const shard: SelectionCursor = { part: 0, shard: 3, after: null };

  test('a shard of a folder is read from its oldest day on, page by page', async () => {
    const workspace = newWorkspace();
    const uuids = inShard(3, 5);
    await put(workspace, [...uuids, ...inShard(4, 2)], (i) => i + 1);
    const active = job({ workspace, selection: { folder: 'active' } });
    const first = await pageSelection(data(), active, shard, 3);
    const rest = await pageSelection(data(), active, { ...shard, after: first.after }, 3);
    expect(first.after).not.toBeNull();
    expect(rest.after).toBeNull();
    expect([...first.uuids, ...rest.uuids]).toEqual([...uuids].reverse());
  });

  test('only contacts last seen before a given day are found', async () => {
    const workspace = newWorkspace();
    const uuids = inShard(3, 4);
    await put(workspace, uuids, (i) => 88 + i);
    const notSeenSince = addDays(NOW, -90);
    const selection = { folder: 'active', notSeenSince } as const;
    const unseen = job({ workspace, selection });
    expect(await pageSelection(data(), unseen, shard, 10)).toEqual({ uuids: uuids.slice(3), after: null });
    expect(await selectsAny(data(), { ...unseen, selection })).toBe(true);
  });

  test('finding no contact costs at most half a read unit a shard, of active contacts and of dormant ones', async () => {
    const workspace = newWorkspace();
    await put(workspace, inShard(3, 20), () => 1);
    const selection = { folder: 'active', notSeenSince: addDays(NOW, -90) } as const;
    const { readUnits } = await costOf(data(), async () =>
      expect(await selectsAny(data(), { workspace, selection })).toBe(false),
    );
    expect(readUnits).toBeLessThanOrEqual(8);
  });

  test('a list of contacts is found in its shards, each once, two at a time', async () => {
    const workspace = newWorkspace();
    const contacts = newContacts(30);
    await put(workspace, contacts, () => 1);
    const selection = { groups: [], contacts: [...contacts, ...contacts], activeOnly: true };
    const listed = job({ workspace, selection });
    const found: ContactId[] = [];
    for (let number = 0; number < FEWEST_SHARDS; number++) {
      let cursor: SelectionCursor = { part: 0, shard: number, after: null };
      for (;;) {
        const page = await pageSelection(data(), listed, cursor, 2);
        expect(page.uuids.length).toBeLessThanOrEqual(2);
        found.push(...page.uuids);
        if (page.after === null) break;
        cursor = { ...cursor, after: page.after };
      }
    }
    expect(found.sort()).toEqual([...contacts].sort());
  });

  test('members are the same whether contacts are looked at or not, of whatever a roster has', async () => {
    const workspace = newWorkspace();
    const [group, other] = [randomUUID() as GroupId, randomUUID() as GroupId];
    const [member, left, elsewhere, deleted, missing, listed] = inShard(3, 6) as Six;
    const one = (uuid: ContactId, given: Partial<Contact> = {}) =>
      person(uuid, { name: 'Ann', groups: [group], joined: { [group]: 1 }, ...given });
    const tombstone: Tombstone = { ...one(deleted), deleted: true };
    await stored(workspace, [
      ...[one(member), one(left, { groups: [other] }), one(elsewhere, { shard: 11 })],
      ...[one(listed, { groups: [] }), tombstone],
    ]);
    const stint = { group, version: 1, at: NOW };
    await putStints(
      data(),
      workspace,
      [member, left, elsewhere, deleted, missing].map((contact) => ({ contact, ...stint })),
    );
    const mixed = job({ workspace, selection: { groups: [group], contacts: [listed], activeOnly: true } });
    const few = () => pageSelection(data(), mixed, shard, 10);
    const whole = () => pageSelection(data(), mixed, shard, 10, { looks: true });
    expect(await few()).toEqual({ uuids: [member, listed].sort(), after: null });
    const { contacts, ...beside } = await whole();
    expect(beside).toMatchObject(await few());
    expect(contacts?.get(member)).toEqual(one(member));
    expect(await costOf(data(), whole)).toEqual(await costOf(data(), few));
  });
});
