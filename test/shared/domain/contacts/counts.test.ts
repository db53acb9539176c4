import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact, Tombstone } from '../../../../shared/domain/contacts/contact.ts';
import { addDeltas, countsOf, deltaOf, differenceOf, isNoChange } from '../../../../shared/domain/contacts/counts.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, GroupId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';

const now = instant(1_795_500_000_000_000);
const change = { by: 'system', via: 'api' } as const;
const reporters = 'reporters' as GroupId;
const farmers = 'farmers' as GroupId;

const contact = (given: Partial<Contact> = {}): Contact => ({
  ...newContact({ uuid: 'ann' as ContactId, now, change }),
  ...given,
});
const { uuid, createdOn, modifiedOn, optOut, lastWord, version, lastChange } = contact();
const tombstone: Tombstone = {
  ...{ uuid, createdOn, modifiedOn, optOut, lastWord, version, lastChange },
  marks: [],
  deleted: true,
};

describe('what a write does to the counts', () => {
  const active = contact({ groups: [reporters] });
  const dormant = contact({ groups: [reporters], dormantSince: now });
  const archived = contact({ status: 'archived' });

  it.each([
    ['a new contact', null, active, { active: 1 }, { [reporters]: 1 }],
    ['another name', active, { ...active, name: 'Ann' }, {}, {}],
    ['another group', active, { ...active, groups: [farmers] }, {}, { [reporters]: -1, [farmers]: 1 }],
    ['going dormant', active, dormant, { active: -1, dormant: 1 }, {}],
    ['archiving', dormant, archived, { dormant: -1, archived: 1 }, { [reporters]: -1 }],
    [
      'archiving, the groups still on the contact',
      active,
      { ...archived, groups: [reporters] },
      { active: -1, archived: 1 },
      { [reporters]: -1 },
    ],
    ['deleting', archived, tombstone, { archived: -1, deleted: 1 }, {}],
    ['removing a tombstone', tombstone, null, { deleted: -1 }, {}],
  ])('%s', (_what, before, after, folders, groups) => {
    expect(deltaOf([{ before, after }])).toEqual({ folders, groups });
  });
});

describe('sums of deltas', () => {
  const delta = fc.record({
    folders: fc.dictionary(fc.constantFrom('active', 'archived'), fc.integer({ min: -3, max: 3 })),
    groups: fc.dictionary(fc.constantFrom(reporters, farmers), fc.integer({ min: -3, max: 3 })),
  });

  it('do not depend on order, and can be subtracted again', () => {
    fc.assert(
      fc.property(delta, delta, (a, b) => {
        expect(countsOf(addDeltas(a, b))).toEqual(countsOf(addDeltas(b, a)));
        expect(isNoChange(differenceOf(addDeltas(a, b), addDeltas(b, a)))).toBe(true);
      }),
    );
  });

  it('show every folder, and the groups that have members', () => {
    expect(countsOf({ folders: { active: 2 }, groups: { [reporters]: 1 } })).toEqual({
      folders: { active: 2, dormant: 0, archived: 0, stopped: 0, blocked: 0, deleted: 0 },
      groups: { [reporters]: 1 },
    });
  });
});
