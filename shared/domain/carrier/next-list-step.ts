/** Decides what to do about a number in a carrier's list, from its present state here and in the list. */
import { addDays, type Instant } from '../instant.ts';

/** What is known of a number in a list since it was last read, put or removed. */
export interface KnownNumber {
  /** Since when it is in the list, by the list's time; null when it is not. */
  readonly since: Instant | null;
  /** The opt-out that it is there for; a later one is told again. */
  readonly said: Instant | null;
  /** Whether it was put there from here, and does not come from the list. */
  readonly ours: boolean;
  /** When it was last removed from here. */
  readonly removed: Instant | null;
}

export const UNKNOWN_NUMBER: KnownNumber = { since: null, said: null, ours: false, removed: null };

/** AWS removes a number from a list only once in so many days. */
const REMOVED_ONCE_IN_DAYS = 30;

type Step =
  | { readonly do: 'nothing' | 'put' | 'remove' }
  /** It can be removed at that time. */
  | { readonly do: 'wait'; readonly until: Instant };

/** `refused`: when the person opted out, if in force; `known`: null when the list may have the number or not. */
export function nextListStep(refused: Instant | null, known: KnownNumber | null, now: Instant): Step {
  if (refused !== null) {
    const isThere = known !== null && known.since !== null && (known.said ?? known.since) >= refused;
    return { do: isThere ? 'nothing' : 'put' };
  }
  const again = known === null || known.removed === null ? null : addDays(known.removed, REMOVED_ONCE_IN_DAYS);
  // The list is checked even if the number should not be there: the person may have written STOP to AWS again.
  return again !== null && again > now && known?.since !== null ? { do: 'wait', until: again } : { do: 'remove' };
}

/** The list's own entry of a number. */
export interface ListEntry {
  readonly at: Instant;
  /** Whether the person caused it by a message, not somebody by a call to AWS. */
  readonly byPerson: boolean;
}

/** A lifted opt-out: the person's own word, and when it was recorded here. */
interface Lifted {
  readonly word: Instant | null;
  readonly noted: Instant;
}

/** Whether an entry of the list is later than the lifting here, so that it stays; at equal times the opt-out wins. */
export const isLaterThan = ({ at, byPerson }: ListEntry, { word, noted }: Lifted): boolean =>
  at >= (byPerson ? (word ?? noted) : noted);
