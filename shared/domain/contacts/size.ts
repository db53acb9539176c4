/**
 * How large a contact may get (ADR 018). What callers fill counts, with one common limit. All else is small and always
 * has room: a status, an opt-out and a sign of life can be stored even for a full contact.
 */
import { attributeBytes } from './bytes.ts';
import type { Contact } from './contact.ts';
import { column } from './properties/combine.ts';
import { PROPERTIES, type Properties } from './properties/index.ts';
import type { Stored } from './properties/stored.ts';

/** Bytes of all counted properties together: a quarter of DynamoDB's limit. */
export const CONTACT_LIMIT = 100_000;

type Counted = { [K in keyof Properties]: Properties[K]['bytes'] extends 'counted' ? K : never }[keyof Properties];

const STORED: { readonly [K in Counted]: Stored<Contact[K], Contact> } = column(PROPERTIES, 'stored');
const BYTES = column(PROPERTIES, 'bytes');
const COUNTED = (Object.keys(BYTES) as (keyof Properties)[]).filter((key): key is Counted => BYTES[key] === 'counted');

/** A contact's bytes towards the limit. Throws NoFormError for a value that cannot be stored. */
export const countedBytes = (contact: Contact): number => COUNTED.reduce((sum, key) => sum + bytesIn(contact, key), 0);

function bytesIn<K extends Counted>(contact: Contact, key: K): number {
  const { attribute, store } = STORED[key];
  const stored = store?.(contact[key], contact);
  return stored === undefined ? 0 : attributeBytes(attribute, stored);
}

/** Whether a change must be refused: the contact would exceed the limit, and be larger than before. */
export function isTooLarge(before: Contact | null, after: Contact): boolean {
  const bytes = countedBytes(after);
  return bytes > CONTACT_LIMIT && (before === null || bytes > countedBytes(before));
}
