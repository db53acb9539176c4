import { type Contact, isTombstone, type Tombstone } from '../contacts/contact.ts';
import { hasOptedOut, lastWordOf } from '../contacts/opt-out/last-word.ts';
import { identityOf } from '../contacts/urns.ts';
import type { Instant } from '../instant.ts';

/** What AWS accepts as a number in its lists. */
const NUMBER = /^tel:(\+[1-9]\d{1,18})$/;

/** The number of a URN that a carrier's list can hold: of text messages, with country code. */
export const numberOf = (urn: string): string | null => NUMBER.exec(identityOf(urn))?.[1] ?? null;

/** The numbers of a contact, each once. */
export const phoneNumbersOf = (contact: Pick<Contact, 'urns'>): string[] => [
  ...new Set(contact.urns.flatMap((urn) => numberOf(urn) ?? [])),
];

/** When a person opted out, if that is in force; also for blocked and archived contacts. */
export function refusedOn(contact: Contact): Instant | null {
  const last = lastWordOf(contact);
  return last?.says === 'out' ? last.on : null;
}

/** The numbers of a person who refuses messages; a contact that only the workspace blocked has refused nothing. */
const refusedAt = (contact: Contact | null): string[] =>
  contact !== null && hasOptedOut(contact) ? phoneNumbersOf(contact) : [];

/** Numbers at which a person refuses messages only before or only after a change; none for a deletion. */
export function numbersToLookAt(before: Contact | Tombstone | null, after: Contact | Tombstone | null): string[] {
  if (after === null || isTombstone(after)) return [];
  const had = new Set(refusedAt(before !== null && isTombstone(before) ? null : before));
  const has = new Set(refusedAt(after));
  return [...had, ...has].filter((number) => !(had.has(number) && has.has(number)));
}
