import { expect, it } from 'vitest';
import type { Tombstone } from '../../../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../../../shared/domain/contacts/events.ts';
import { assets, change, contactOf, now } from './world.ts';

const archived = contactOf({ status: 'archived', name: 'Ann', urns: ['ext:1'], lastSeenOn: '2026-01-05T00:00:00Z' });

it('reports all that a new contact has and a blank one does not', () => {
  expect(changesBetween(null, archived, assets)).toEqual([
    { type: 'contact_status_changed', status: 'archived' },
    { type: 'contact_name_changed', name: 'Ann' },
    { type: 'contact_urns_changed', urns: ['ext:1'] },
    { type: 'contact_last_seen_changed', last_seen_on: '2026-01-05T00:00:00Z' },
  ]);
});

it('reports nothing for a new contact that is blank', () => {
  expect(changesBetween(null, contactOf({}), assets)).toEqual([]);
});

it('reports nothing for a deletion: a deleted contact has no history', () => {
  const { uuid, createdOn, optOut, lastWord } = archived;
  const gone: Tombstone = {
    uuid,
    deleted: true,
    createdOn,
    modifiedOn: now,
    optOut,
    lastWord,
    version: 8,
    lastChange: change,
    marks: [],
  };
  expect(changesBetween(archived, gone, assets)).toEqual([]);
});

it('reports nothing for versions, times and stints', () => {
  const { uuid } = archived;
  expect(changesBetween(archived, { ...archived, uuid, version: 9, modifiedOn: now, statusOn: now }, assets)).toEqual(
    [],
  );
});

it('lists groups left with smart ones first, and the groups event last', () => {
  const before = contactOf({ groups: ['Testers', 'Males'] });
  const after = contactOf({ name: 'Ann', groups: ['Customers'] });
  expect(changesBetween(before, after, assets)).toEqual([
    { type: 'contact_name_changed', name: 'Ann' },
    {
      type: 'contact_groups_changed',
      groups_added: [expect.objectContaining({ name: 'Customers' })],
      groups_removed: [expect.objectContaining({ name: 'Males' }), expect.objectContaining({ name: 'Testers' })],
    },
  ]);
});

it('works without names: an unknown group then has none, and a field has its key', () => {
  const after = contactOf({ groups: ['Testers'], fields: { age: { text: '5' } } });
  expect(changesBetween(contactOf({}), after)).toEqual([
    { type: 'contact_field_changed', field: { key: 'age', name: 'age' }, value: { text: '5' } },
    { type: 'contact_groups_changed', groups_added: [{ uuid: after.groups[0], name: '' }] },
  ]);
});
