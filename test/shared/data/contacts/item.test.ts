import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromContactItem, toContactItem } from '../../../../shared/data/contacts/index.ts';
import { type Contact, STATUSES, type Tombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, FieldKey, GroupId, JobId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { aWorkspace, CHANGE, NOW, person } from './people.ts';

const text = fc.string({ minLength: 1 });
const moment = fc.nat({ max: NOW }).map(instant);
const version = fc.integer({ min: 1, max: 1_000_000 });
const optOut = fc.constantFrom('stopped', 'blocked', null);
const lastWord = fc.option(
  fc.record(
    { says: fc.constantFrom('out', 'in'), on: moment, word: text, reason: text },
    { requiredKeys: ['says', 'on'] },
  ),
);
const uuid = fc.uuid().map((id) => id as ContactId);

const change = fc.record(
  {
    by: text,
    via: fc.constantFrom('api', 'job', 'event', 'sweep'),
    job: fc.uuid().map((id) => id as JobId),
    slice: fc.nat(),
  },
  { requiredKeys: ['by', 'via'] },
);

const marks = fc.array(fc.record({ job: fc.uuid().map((id) => id as JobId), slice: fc.nat() }));

/** Groups with the versions at which they were joined. */
const stints = fc.uniqueArray(
  fc.tuple(
    fc.uuid().map((id) => id as GroupId),
    version,
  ),
  { selector: ([group]) => group },
);

const properties: fc.Arbitrary<Omit<Contact, 'groups' | 'joined'>> = fc.record({
  uuid,
  name: fc.option(text),
  language: fc.option(fc.constantFrom('eng', 'kin')),
  status: fc.constantFrom(...STATUSES),
  urns: fc.array(text),
  fields: fc.dictionary(
    text.map((key) => key as FieldKey),
    fc.record({ text, number: text, datetime: text }, { requiredKeys: ['text'] }),
  ),
  notes: fc.array(fc.record({ text, createdOn: moment, createdBy: text })),
  createdOn: moment,
  modifiedOn: moment,
  lastSeenOn: fc.option(moment),
  statusOn: moment,
  dormantSince: fc.option(moment),
  optOut,
  lastWord,
  version,
  lastChange: change,
  marks,
});

const contacts: fc.Arbitrary<Contact> = fc
  .tuple(properties, stints)
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
    const tombstones: fc.Arbitrary<Tombstone> = fc.record({
      uuid,
      deleted: fc.constant(true),
      createdOn: moment,
      modifiedOn: moment,
      optOut,
      lastWord,
      version,
      lastChange: change,
      marks,
    });
    fc.assert(
      fc.property(tombstones, (tombstone) => {
        expect(fromContactItem(toContactItem(aWorkspace(), tombstone))).toEqual(tombstone);
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
