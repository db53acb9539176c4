import type { DateStyle } from '../workspace.ts';

/** What functions may know of the world; everything is passed in. */
export interface Env {
  readonly dateStyle: DateStyle;
  /** IANA name. */
  readonly timezone: string;
  /** ISO 3166 alpha-2: how phone numbers without a country code are read. */
  readonly country: string | null;
  /** ISO 639-3, for the names of months and days; null: English. */
  readonly language: string | null;
  /** µs since 1970. */
  readonly now: number;
  /** At least 0, less than 1. */
  readonly random: () => number;
}
