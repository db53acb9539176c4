import type { Instant } from '../domain/instant.ts';

/** A number that refuses messages at the carrier's side, and since when. */
export interface OptedOut {
  /** With `+` and country code. */
  readonly number: string;
  readonly at: Instant;
}

export interface OptedOutPage {
  readonly numbers: readonly OptedOut[];
  /** What asks for the next page; null at the end. */
  readonly next: string | null;
}

/** The opt-out lists of AWS End User Messaging. They can be read from their beginning only, in no order, once a second. */
export interface OptOutLists {
  page(list: string, token: string | null): Promise<OptedOutPage>;
}
