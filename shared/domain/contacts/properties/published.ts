import type { Contact } from '../contact.ts';

/** What bus events say about a change, under contacts.json's names, without values (`bus/contacts.ts`). */
export interface Published {
  /** A plain value: equal JSON means equal values. */
  readonly of: (contact: Contact) => unknown;
  /** The event when nothing else has changed. */
  readonly alone: 'contact.changed' | 'contact.seen';
  /** The changed parts. Null: a new contact. */
  readonly parts: (before: Contact | null, after: Contact) => object;
}

export const published = (of: Published['of']) =>
  ({ of, alone: 'contact.changed', parts: () => ({}) }) as const satisfies Published;
