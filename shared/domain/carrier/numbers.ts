import { type Contact, isTombstone, type Tombstone } from '../contacts/contact.ts';
import { hasOptedOut, lastWordOf } from '../contacts/opt-out/last-word.ts';
import { identityOf } from '../contacts/urns.ts';
import type { Instant } from '../instant.ts';

/** What AWS takes for a number in its lists. */
const NUMBER = /^tel:(\+[1-9]\d{1,18})$/;

/** The number of a URN that can be in a list of the carrier: of text messages, with its country. */
export const numberOf = (urn: string): string | null => NUMBER.exec(identityOf(urn))?.[1] ?? null;

/** The numbers of a contact, each once. */
export const phoneNumbersOf = (contact: Pick<Contact, 'urns'>): string[] => [
  ...new Set(contact.urns.flatMap((urn) => numberOf(urn) ?? [])),
];

/** When a person opted out, where that is in force, also under a block and in the archive. */
export function refusedOn(contact: Contact): Instant | null {
  const last = lastWordOf(contact);
  return last?.says === 'out' ? last.on : null;
}

/** The numbers that a person refuses messages at. Who was blocked by the workspace alone has refused nothing. */
const refusedAt = (contact: Contact | null): string[] =>
  contact !== null && hasOptedOut(contact) ? phoneNumbersOf(contact) : [];

/**
 * The numbers for which a change of a contact may have to be told to the carrier: those that the person refuses messages at only before, or only after
 * it. None of a deletion, by which a refusal stays in force.
 */
export function numbersToLookAt(before: Contact | Tombstone | null, after: Contact | Tombstone | null): string[] {
  if (after === null || isTombstone(after)) return [];
  const had = new Set(refusedAt(before !== null && isTombstone(before) ? null : before));
  const has = new Set(refusedAt(after));
  return [...had, ...has].filter((number) => !(had.has(number) && has.has(number)));
}
