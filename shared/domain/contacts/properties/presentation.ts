import { formatIfAny, formatInstant, type Instant } from '../../instant.ts';
import type { Assets } from '../../workspace.ts';
import type { Contact, Tombstone } from '../contact.ts';

/** How a caller wants contacts to be shown. */
export interface Showing {
  /** URNs as objects (TextIt's `expand_urns`). */
  readonly expandUrns?: boolean;
}

/** One key of a contact in the API's answers. */
export interface Shown<Value = unknown, Schema extends 'text' | 'flag' | 'own' = 'text' | 'flag' | 'own'> {
  /** Its schema in the API's document: a nullable text or flag, or one of its own. */
  readonly schema: Schema;
  /** Undefined leaves the key out. */
  readonly show: (contact: Contact, assets: Assets, showing: Showing) => Value;
  /** What a deleted contact shows (TextIt, chapter 3). */
  readonly gone: (tombstone: Tombstone) => Value;
}

/** A key with its own schema in `functions/contacts/answers.schema.ts`. */
export const ownForm = <Value>(show: Shown<Value>['show'], gone: Shown<Value>['gone']): Shown<Value, 'own'> => ({
  schema: 'own',
  show,
  gone,
});

const nothing = () => null;

export const shownText = (value: (contact: Contact) => string | null): Shown<string | null, 'text'> => ({
  schema: 'text',
  show: value,
  gone: nothing,
});

export const shownTime = (value: (contact: Contact) => Instant | null): Shown<string | null, 'text'> =>
  shownText((contact) => formatIfAny(value(contact)));

/** True or false; null for a deleted contact. */
export const shownFlag = (value: (contact: Contact) => boolean): Shown<boolean | null, 'flag'> => ({
  schema: 'flag',
  show: value,
  gone: nothing,
});

/** A time that every contact has, and every tombstone keeps. */
export function lastingTime(value: (item: Contact | Tombstone) => Instant): Shown<string, 'own'> {
  const show = (item: Contact | Tombstone) => formatInstant(value(item));
  return ownForm(show, show);
}
