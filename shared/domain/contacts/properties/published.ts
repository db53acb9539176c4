import type { Contact } from '../contact.ts';

/** What events on the bus say of a change, by what contacts.json calls it: never a value (`bus/contacts.ts`). */
export interface Published {
  /** A plain value: what has the same JSON is the same. */
  readonly of: (contact: Contact) => unknown;
  /** The event when nothing else has changed. */
  readonly alone: 'contact.changed' | 'contact.seen';
  /** Which of its parts have changed. Null: a new contact. */
  readonly parts: (before: Contact | null, after: Contact) => object;
}

export const published = (of: Published['of']) =>
  ({ of, alone: 'contact.changed', parts: () => ({}) }) as const satisfies Published;
