/** Contacts for tests; their changes are decided by simple functions, not by the domain's rules. */
import { randomUUID } from 'node:crypto';
import { createContact, type Decide, toContactItem } from '../../../../shared/data/contacts/index.ts';
import { type Data, putAll } from '../../../../shared/data/dynamo/index.ts';
import type { Applied } from '../../../../shared/domain/changes/apply.ts';
import type { Change, Contact, Tombstone } from '../../../../shared/domain/contacts/contact.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays, type Instant, instant } from '../../../../shared/domain/instant.ts';

export const NOW = instant(Date.UTC(2026, 10, 24, 12) * 1000 + 123_456);
export const LATER = addDays(NOW, 1);
export const CHANGE: Change = { by: 'system', via: 'api' };

export const aWorkspace = () => randomUUID() as WorkspaceId;
export const aContact = () => randomUUID() as ContactId;
export const aGroup = () => randomUUID() as GroupId;

/** A contact as the domain would build it, with what matters to the test. */
export const person = (given: Partial<Contact> = {}): Contact => ({
  ...newContact({
    uuid: given.uuid ?? aContact(),
    now: NOW,
    change: CHANGE,
    optOut: given.optOut ? { reason: given.optOut, said: NOW } : null,
  }),
  ...given,
});

/** Stores a contact as a request does, with the addresses that it has. */
export async function stored(data: Data, workspace: WorkspaceId, given: Partial<Contact> = {}): Promise<Contact> {
  const contact = person(given);
  const created = await createContact(data, workspace, contact.urns.map(identityOf), () => contact);
  if (!created.ok) throw new Error('taken');
  return created.contact;
}

/** Puts the items of contacts, and nothing besides. */
export const putItems = (data: Data, workspace: WorkspaceId, people: readonly (Contact | Tombstone)[]) =>
  putAll(
    data,
    'contacts',
    people.map((one) => toContactItem(workspace, one)),
  );

/** A decision that makes one change, at a time. */
export const turns =
  (change: Partial<Contact> | ((contact: Contact) => Partial<Contact>), at: Instant = LATER): Decide =>
  (contact): Applied => ({
    contact: {
      ...contact,
      ...(typeof change === 'function' ? change(contact) : change),
      modifiedOn: at,
      version: contact.version + 1,
      lastChange: CHANGE,
    },
    events: [],
    changed: true,
  });

/** What leaving active means for a contact. */
export const archived = (at: Instant = LATER): Partial<Contact> => ({ status: 'archived', statusOn: at, groups: [] });

export const leavesAlone: Decide = (contact) => ({ contact, events: [], changed: false });
