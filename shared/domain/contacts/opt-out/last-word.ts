/** A person's last opt-out or opt-in (ADR 037): the latest counts, at equal times the opt-out, so one is kept. */
import { type Instant, instant } from '../../instant.ts';
import type { Change, Contact, LastWord, Tombstone } from '../contact.ts';

/** Characters of a reason, which is stored with the contact. */
export const LONGEST_REASON = 200;

/** An opt-out in force, as it stays with an address without a contact. */
export interface OptOut {
  readonly reason: 'stopped' | 'blocked';
  /** When the person opted out; null for a person who was only blocked. */
  readonly said: Instant | null;
}

type Refusing =
  | Pick<Contact, 'optOut' | 'lastWord' | 'statusOn'>
  | Pick<Tombstone, 'optOut' | 'lastWord' | 'modifiedOn'>;

/** An opt-out without a time was said at the latest when the status was set, or the contact deleted. */
export function lastWordOf(contact: Refusing): LastWord | null {
  if (contact.lastWord !== null || contact.optOut !== 'stopped') return contact.lastWord;
  return { says: 'out', on: 'statusOn' in contact ? contact.statusOn : contact.modifiedOn };
}

/** Whether an opt-out or opt-in counts after a known one: when it is later, or at that time an opt-out. */
export function isLater(word: LastWord, known: LastWord | null): boolean {
  if (known === null || word.on !== known.on) return known === null || word.on > known.on;
  return word.says === known.says ? (word.word ?? '') > (known.word ?? '') : word.says === 'out';
}

/** The job that says a word, if it is an opt-out. */
export const byJob = (says: LastWord['says'], { job }: Change): Pick<LastWord, 'job'> =>
  says === 'out' && job !== undefined ? { job } : {};

/** A contact that has opted out, when somebody says so again: then no job said it alone (ADR 035). */
export function confirmed(contact: Contact, { job }: Change): Contact {
  const { lastWord } = contact;
  if (lastWord?.job === undefined || lastWord.job === job) return contact;
  const { job: _, ...said } = lastWord;
  return { ...contact, lastWord: said };
}

/** Whether the person's last word is an opt-out, also under a block and in the archive. */
export const hasOptedOut = (contact: Refusing): boolean => lastWordOf(contact)?.says === 'out';

/** The part of a contact's refusal that outlives it; null when none is in force. */
export function refusalOf(contact: Refusing): OptOut | null {
  const { optOut: reason } = contact;
  if (reason === null) return null;
  const last = lastWordOf(contact);
  return { reason, said: last?.says === 'out' ? last.on : null };
}

/** The opt-out of a refusal for a contact that comes under it; it is later than the contact's own. */
export function wordOf({ said }: OptOut, known: LastWord | null): LastWord | null {
  if (said === null) return known;
  return { says: 'out', on: known === null ? said : latest(said, known.on) };
}

/** An opt-out or opt-in that somebody sets for a person now; it counts whatever is known. */
export function wordAt(says: LastWord['says'], now: Instant, known: LastWord | null, reason?: string): LastWord {
  const after = known === null ? now : instant(known.on + (says === 'in' && known.says === 'out' ? 1 : 0));
  return { says, on: latest(now, after), ...(reason !== undefined && { reason }) };
}

const latest = (one: Instant, other: Instant): Instant => (one > other ? one : other);

/** The strongest of several refusals, with their latest opt-out; null for none. */
export function strongest(refusals: readonly OptOut[]): OptOut | null {
  const [first] = refusals;
  if (first === undefined) return null;
  const said = refusals.reduce<Instant | null>(
    (at, one) => (one.said === null ? at : at === null ? one.said : latest(at, one.said)),
    null,
  );
  return { reason: refusals.some(({ reason }) => reason === 'blocked') ? 'blocked' : first.reason, said };
}
