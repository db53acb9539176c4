/**
 * What a person last said about messages (docs/adr/037). Of all that a person said only the latest counts, whatever order it arrives in; at
 * one and the same time the opt-out does. So the latest is all that has to be kept: whatever comes later is compared with it alone.
 */
import { type Instant, instant } from '../../instant.ts';
import type { Contact, LastWord, Tombstone } from '../contact.ts';

/** Characters of a reason: it lies with the contact. */
export const LONGEST_REASON = 200;

/** An opt-out that is in force, as it stays with an address whose contact is gone. */
export interface OptOut {
  readonly reason: 'stopped' | 'blocked';
  /** When the person opted out; null for one who did not, and was blocked. */
  readonly said: Instant | null;
}

type Refusing =
  | Pick<Contact, 'optOut' | 'lastWord' | 'statusOn'>
  | Pick<Tombstone, 'optOut' | 'lastWord' | 'modifiedOn'>;

/** A contact that an earlier release stopped has not kept when: at the latest when it took its status, or was deleted. */
export function lastWordOf(contact: Refusing): LastWord | null {
  if (contact.lastWord !== null || contact.optOut !== 'stopped') return contact.lastWord;
  return { says: 'out', on: 'statusOn' in contact ? contact.statusOn : contact.modifiedOn };
}

/** Whether a word counts when another one is known: it was said later, or at the same time and is an opt-out. Two of one kind have an order too. */
export function isLater(word: LastWord, known: LastWord | null): boolean {
  if (known === null || word.on !== known.on) return known === null || word.on > known.on;
  return word.says === known.says ? (word.word ?? '') > (known.word ?? '') : word.says === 'out';
}

/** Whether the person's last word is an opt-out, also under a block and in the archive. */
export const hasOptedOut = (contact: Refusing): boolean => lastWordOf(contact)?.says === 'out';

/** What of a contact's refusal outlives it; null when none is in force. */
export function refusalOf(contact: Refusing): OptOut | null {
  const { optOut: reason } = contact;
  if (reason === null) return null;
  const last = lastWordOf(contact);
  return { reason, said: last?.says === 'out' ? last.on : null };
}

/** The opt-out of a refusal, as a contact that comes under it has it: no word of the contact's own so far is later. */
export function wordOf({ said }: OptOut, known: LastWord | null): LastWord | null {
  if (said === null) return known;
  return { says: 'out', on: known === null ? said : latest(said, known.on) };
}

/** What somebody says for a person at a moment: it counts whatever is known. */
export function wordAt(says: LastWord['says'], now: Instant, known: LastWord | null, reason?: string): LastWord {
  const after = known === null ? now : instant(known.on + (says === 'in' && known.says === 'out' ? 1 : 0));
  return { says, on: latest(now, after), ...(reason !== undefined && { reason }) };
}

const latest = (one: Instant, other: Instant): Instant => (one > other ? one : other);

/** The strongest of several refusals, and the latest opt-out of them; null for none. */
export function strongest(refusals: readonly OptOut[]): OptOut | null {
  const [first] = refusals;
  if (first === undefined) return null;
  const said = refusals.reduce<Instant | null>(
    (at, one) => (one.said === null ? at : at === null ? one.said : latest(at, one.said)),
    null,
  );
  return { reason: refusals.some(({ reason }) => reason === 'blocked') ? 'blocked' : first.reason, said };
}
