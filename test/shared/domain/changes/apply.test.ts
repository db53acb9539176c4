import { expect, it } from 'vitest';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import { folderOf, STATUSES, type Tombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { assets, change, contactOf, now } from '../contacts/world.ts';

it.each(STATUSES)('lists a contact that is %s in the folder of that name', (status) => {
  expect(folderOf(contactOf({ status }))).toBe(status);
});

it('lists an active contact with the dormancy flag in dormant', () => {
  expect(folderOf(contactOf({ dormantSince: '2026-10-01T00:00:00Z' }))).toBe('dormant');
});

it('lists the tombstone of a deleted contact in deleted', () => {
  const { uuid, createdOn } = contactOf({});
  const gone: Tombstone = {
    uuid,
    deleted: true,
    createdOn,
    modifiedOn: now,
    optOut: null,
    lastWord: null,
    version: 8,
    lastChange: change,
    marks: [],
  };
  expect(folderOf(gone)).toBe('deleted');
});

it('throws for a modifier that does not exist, which only an unchecked message can contain', () => {
  const unknown = { type: 'timezone', timezone: 'Africa/Kigali' } as unknown as Modifier;
  expect(() => apply(contactOf({}), [unknown], assets, { now, change, taken: new Set() })).toThrow(/Unexpected value/);
});
