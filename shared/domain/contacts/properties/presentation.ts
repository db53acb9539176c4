import * as z from 'zod/mini';
import { formatIfAny, formatInstant, type Instant } from '../../instant.ts';
import type { Assets } from '../../workspace.ts';
import type { Contact, Tombstone } from '../contact.ts';

/** How a caller wants contacts to be shown. */
export interface Showing {
  /** URNs as objects (TextIt's `expand_urns`). */
  readonly expandUrns?: boolean;
}

/** One key of a contact in the API's answers. */
export interface Shown<Value = unknown> {
  readonly schema: z.ZodMiniType<Value>;
  /** Undefined leaves the key out. */
  readonly show: (contact: Contact, assets: Assets, showing: Showing) => Value;
  /** What a deleted contact shows (TextIt, chapter 3). */
  readonly gone: (tombstone: Tombstone) => Value;
}

export const shownAs = <Value>(
  schema: Shown<Value>['schema'],
  show: Shown<Value>['show'],
  gone: Shown<Value>['gone'],
): Shown<Value> => ({ schema, show, gone });

const nothing = () => null;

export const shownText = (value: (contact: Contact) => string | null): Shown<string | null> =>
  shownAs(z.nullable(z.string()), value, nothing);

export const shownTime = (value: (contact: Contact) => Instant | null): Shown<string | null> =>
  shownText((contact) => formatIfAny(value(contact)));

/** True or false; null for a deleted contact. */
export const shownFlag = (value: (contact: Contact) => boolean): Shown<boolean | null> =>
  shownAs(z.nullable(z.boolean()), value, nothing);

/** A time that every contact has, and every tombstone keeps. */
export function lastingTime(value: (item: Contact | Tombstone) => Instant): Shown<string> {
  const show = (item: Contact | Tombstone) => formatInstant(value(item));
  return shownAs(z.string(), show, show);
}
