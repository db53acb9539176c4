import type { ListEntry } from '../domain/carrier/next-list-step.ts';
import type { Instant } from '../domain/instant.ts';

/** A number that refuses messages at the carrier's side, and since when. */
export interface CarrierOptOut extends ListEntry {
  /** With `+` and country code. */
  readonly number: string;
}

interface OptedOutPage {
  readonly numbers: readonly CarrierOptOut[];
  /** What asks for the next page; null at the end. */
  readonly next: string | null;
}

/** `not_yet`: AWS removes a number once in 30 days. */
export type Removal = 'removed' | 'absent' | 'not_yet';

/** The opt-out lists of AWS End User Messaging. They can be read from their beginning only, in no order, once a second. */
export interface OptOutLists {
  page(list: string, token: string | null): Promise<OptedOutPage>;
  /** What the list has of a number; null when it is not in it. */
  find(list: string, number: string): Promise<ListEntry | null>;
  /** Puts a number into a list, or finds it there; returns since when it is. Throws NumberRefusedError for what AWS takes for no number. */
  put(list: string, number: string): Promise<Instant>;
  remove(list: string, number: string): Promise<Removal>;
}

/** AWS takes this for no number that can be in a list. */
export class NumberRefusedError extends Error {
  override name = 'NumberRefusedError';
}
