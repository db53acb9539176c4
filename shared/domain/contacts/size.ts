/**
 * How large a contact may get (ADR 018).
 *
 * What callers fill as they like counts, and has one limit together. All else that a contact has is small by itself, and there is
 * room for it beyond the limit: a change of status, an opt-out and a sign of life can be stored however full the contact is.
 */
import { attributeBytes } from './bytes.ts';
import type { Contact } from './contact.ts';
import { PROPERTIES, type Properties } from './properties/index.ts';
import type { Stored } from './properties/stored.ts';
import { column } from './properties/together.ts';

/** Bytes of all properties that count, together: a quarter of what DynamoDB takes. */
export const CONTACT_LIMIT = 100_000;

type Counted = { [K in keyof Properties]: Properties[K]['bytes'] extends 'counted' ? K : never }[keyof Properties];

const STORED: { readonly [K in Counted]: Stored<Contact[K], Contact> } = column(PROPERTIES, 'stored');
const BYTES = column(PROPERTIES, 'bytes');
const COUNTED = (Object.keys(BYTES) as (keyof Properties)[]).filter((key): key is Counted => BYTES[key] === 'counted');

/** Bytes of a contact that count towards the limit. Throws NoFormError for what cannot be stored. */
export const countedBytes = (contact: Contact): number => COUNTED.reduce((sum, key) => sum + bytesIn(contact, key), 0);

function bytesIn<K extends Counted>(contact: Contact, key: K): number {
  const { attribute, store } = STORED[key];
  const stored = store?.(contact[key], contact);
  return stored === undefined ? 0 : attributeBytes(attribute, stored);
}

/** Whether a contact must not become like this: it would count more than it may, and more than it did. */
export function isTooLarge(before: Contact | null, after: Contact): boolean {
  const bytes = countedBytes(after);
  return bytes > CONTACT_LIMIT && (before === null || bytes > countedBytes(before));
}
