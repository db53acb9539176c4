/** What is to be done about a number in a list of the carrier, from what is true here now and what is known of the list. */
import { addDays, type Instant } from '../instant.ts';

/** What is known of a number in a list, since it was last read, put or removed there. */
export interface KnownNumber {
  /** Since when it is in the list, by the list's own time; null when it is not. */
  readonly since: Instant | null;
  /** The opt-out of the person for which it is there: one that was said later is told anew. */
  readonly said: Instant | null;
  /** Whether it was put there from here, or has come from the list. */
  readonly ours: boolean;
  /** When it was last removed from here: AWS removes a number once in 30 days. */
  readonly removed: Instant | null;
}

export const UNKNOWN_NUMBER: KnownNumber = { since: null, said: null, ours: false, removed: null };

/** AWS removes a number from a list once in so many days. */
const REMOVED_ONCE_IN_DAYS = 30;

type Step =
  | { readonly do: 'nothing' | 'put' | 'remove' }
  /** It can be removed then. */
  | { readonly do: 'wait'; readonly until: Instant };

/**
 * @param refused - when the person opted out, where that is in force; null when nobody refuses messages at the number
 * @param known - null when nothing is known: the list may have the number or not
 */
export function nextListStep(refused: Instant | null, known: KnownNumber | null, now: Instant): Step {
  if (refused !== null) {
    const isThere = known !== null && known.since !== null && (known.said ?? known.since) >= refused;
    return { do: isThere ? 'nothing' : 'put' };
  }
  const again = known === null || known.removed === null ? null : addDays(known.removed, REMOVED_ONCE_IN_DAYS);
  // A number that is not known to be there is looked for all the same: its person may have written STOP to AWS again.
  return again !== null && again > now && known?.since !== null ? { do: 'wait', until: again } : { do: 'remove' };
}

/** What the list itself says of a number. */
export interface ListEntry {
  readonly at: Instant;
  /** Whether the person did it by a message, and not somebody by a call of AWS. */
  readonly byPerson: boolean;
}

/** A lifted opt-out: by the person's own word, and when it was noted here. */
interface Lifted {
  readonly word: Instant | null;
  readonly noted: Instant;
}

/** Whether an entry of the list is not of before what lifted the opt-out here, and so stays: at one and the same time the opt-out wins. */
export const isLaterThan = ({ at, byPerson }: ListEntry, { word, noted }: Lifted): boolean =>
  at >= (byPerson ? (word ?? noted) : noted);
