import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromContactItem, toContactItem } from '../../../../shared/data/contacts/index.ts';
import { GROUPS_ATTRIBUTES, groupsOfItem } from '../../../../shared/data/contacts/item.ts';
import type { Contact, Tombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { GroupId } from '../../../../shared/domain/ids.ts';
import { VALUES } from '../../domain/contacts/values.ts';
import { aWorkspace, CHANGE, NOW, person } from './people.ts';

/** Groups with the versions at which they were joined. */
const stints = fc.uniqueArray(
  fc.tuple(
    fc.uuid().map((id) => id as GroupId),
    VALUES.version,
  ),
  { selector: ([group]) => group },
);

const contacts: fc.Arbitrary<Contact> = fc
  .tuple(fc.record(VALUES), stints)
  .map(([rest, joins]) => ({ ...rest, groups: joins.map(([group]) => group), joined: Object.fromEntries(joins) }));

describe('an item', () => {
  it('holds every property of a contact', () => {
    fc.assert(
      fc.property(contacts, (contact) => {
        expect(fromContactItem(toContactItem(aWorkspace(), contact))).toEqual(contact);
      }),
    );
  });

  it('holds what is left of a deleted contact', () => {
    const { uuid, createdOn, modifiedOn, optOut, lastWord, version, lastChange, marks } = VALUES;
    const tombstones: fc.Arbitrary<Tombstone> = fc.record({
      ...{ uuid, deleted: fc.constant(true), createdOn, modifiedOn, optOut, lastWord, version, lastChange, marks },
    });
    fc.assert(
      fc.property(tombstones, (tombstone) => {
        expect(fromContactItem(toContactItem(aWorkspace(), tombstone))).toEqual(tombstone);
        expect(groupsOfItem(toContactItem(aWorkspace(), tombstone))).toBeNull();
      }),
    );
  });

  it('says in which groups and which shard a contact is by a few of its attributes', () => {
    fc.assert(
      fc.property(contacts, (contact) => {
        const { uuid, groups, shard } = contact;
        const item = toContactItem(aWorkspace(), contact);
        const some = Object.entries(item).filter(([name]) => GROUPS_ATTRIBUTES.includes(name));
        expect(groupsOfItem(Object.fromEntries(some) as typeof item)).toEqual({ uuid, groups, shard });
      }),
    );
  });

  it('has no attribute for a property that the contact does not have', () => {
    const workspace = aWorkspace();
    const contact = person();
    expect(toContactItem(workspace, contact)).toStrictEqual({
      pk: `C#${workspace}#${contact.uuid}`,
      sk: 'CONTACT',
      folderKey: expect.any(String),
      folderSort: expect.any(String),
      modifiedKey: expect.any(String),
      modifiedSort: expect.any(String),
      status: 'active',
      statusOn: NOW,
      created: NOW,
      modified: NOW,
      version: 1,
      change: CHANGE,
    });
  });
});
