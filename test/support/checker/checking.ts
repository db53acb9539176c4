/** What a violation is about. */
const ABOUT = [
  'contacts',
  'ghosts',
  'tombstones',
  'indexes',
  'rosters',
  'stale rosters',
  'identities',
  'counts',
  'history',
  'changed twice',
  'jobs',
  'stuck jobs',
  'messages',
  'ledger',
  'definitions',
  'smart groups',
  'dormancy',
] as const;
export type About = (typeof ABOUT)[number];

/** How a check is made; each of its parts reports what it finds. */
export interface Checking {
  /** Milliseconds since 1970, by the service's clock. */
  readonly now: number;
  /** The HMAC of `<workspace> <scheme:path>`; null when the key is not known, and addresses are only counted. */
  readonly hash: ((text: string) => string) | null;
  report(about: About, text: string): void;
}
