import type { ListEntry } from '../domain/carrier/next-list-step.ts';
import type { Instant } from '../domain/instant.ts';
import { errorNamed } from '../query/error-named.ts';

/** A number that refuses messages at the carrier, and since when. */
export interface CarrierOptOut extends ListEntry {
  /** With `+` and country code. */
  readonly number: string;
}

interface OptedOutPage {
  readonly numbers: readonly CarrierOptOut[];
  /** The token of the next page; null at the end. */
  readonly next: string | null;
}

/** `not_yet`: AWS removes a number only once in 30 days. */
export type Removal = 'removed' | 'absent' | 'not_yet';

/** The opt-out lists of AWS End User Messaging, read from their beginning, unordered, once a second. */
export interface OptOutLists {
  page(list: string, token: string | null): Promise<OptedOutPage>;
  /** The list's entry of a number, or null. */
  find(list: string, number: string): Promise<ListEntry | null>;
  /** Puts a number into a list, and returns since when it is there. Throws NumberRefusedError for an invalid number. */
  put(list: string, number: string): Promise<Instant>;
  remove(list: string, number: string): Promise<Removal>;
}

/** AWS does not accept this number. */
export class NumberRefusedError extends errorNamed('NumberRefusedError') {
  override name = 'NumberRefusedError';
}
