/**
 * How large a contact may get (ADR 003). What callers fill counts, with one common limit. All else is small and always
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

/** The uuid is in the key. */
type InItem = Exclude<keyof Properties, 'uuid'>;

const { uuid: _, ...stored } = column(PROPERTIES, 'stored');
const STORED: { readonly [K in InItem]: Stored<Contact[K], Contact> } = stored;
const BYTES = column(PROPERTIES, 'bytes');
const COUNTED = (Object.keys(BYTES) as (keyof Properties)[]).filter((key): key is Counted => BYTES[key] === 'counted');

/** A contact's bytes towards the limit. Throws NoFormError for a value that cannot be stored. */
export const countedBytes = (contact: Contact): number => COUNTED.reduce((sum, key) => sum + bytesIn(contact, key), 0);

/** Bytes of the keys of a contact's item, of the table and of both indexes. */
const KEY_BYTES = 320;

/** Bytes of a contact's item, as DynamoDB counts them for read and write units. Throws like `countedBytes`. */
export const itemBytes = (contact: Contact): number =>
  KEY_BYTES + (Object.keys(STORED) as InItem[]).reduce((sum, key) => sum + bytesIn(contact, key), 0);

function bytesIn<K extends InItem>(contact: Contact, key: K): number {
  const { attribute, store } = STORED[key];
  const value = store?.(contact[key], contact);
  return value === undefined ? 0 : attributeBytes(attribute, value);
}

/** Whether a change must be refused: the contact would exceed the limit, and be larger than before. */
export function isTooLarge(before: Contact | null, after: Contact): boolean {
  const bytes = countedBytes(after);
  return bytes > CONTACT_LIMIT && (before === null || bytes > countedBytes(before));
}
