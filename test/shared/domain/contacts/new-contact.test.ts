import { expect, it } from 'vitest';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { assets, change, groupId, now, showContact } from './world.ts';

const uuid = '44444444-4444-4444-8444-444444444444' as ContactId;
const applying = { now, change, taken: new Set<string>() };

it('is active and empty, at version 1', () => {
  const contact = newContact({ uuid, now, change });
  const time = '2026-11-24T10:00:00Z';
  expect(showContact(contact)).toEqual({ status: 'active', createdOn: time, statusOn: time });
  expect(contact).toMatchObject({ uuid, version: 1, createdOn: now, modifiedOn: now, lastChange: change });
});

it.each(['stopped', 'blocked'] as const)('starts out %s when the deleted owner of its URN was', (reason) => {
  const contact = newContact({ uuid, now, change, optOut: { reason, said: now } });
  expect(contact).toMatchObject({ status: reason, optOut: reason, lastWord: { says: 'out', on: now } });
});

it('joins the smart groups whose query it matches when regrouped', () => {
  const contact = newContact({ uuid, now, change });
  expect(apply(contact, [{ type: 'regroup' }], assets, applying).contact.groups).toEqual([groupId('Nameless')]);
});

it('joins no group when it starts out stopped', () => {
  const contact = newContact({ uuid, now, change, optOut: { reason: 'stopped', said: now } });
  expect(apply(contact, [{ type: 'regroup' }], assets, applying).contact).toBe(contact);
});
