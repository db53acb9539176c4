/** What a new version of a function did since its release began. */
export interface VersionRecord {
  readonly calls: number;
  /** Calls that failed, and lines of errors in its log: a request that was answered with 500, a message that failed. */
  readonly errors: number;
  /** Milliseconds of one call in a hundred; null without calls. */
  readonly p99: number | null;
  /** Jobs whose numbers do not add up, of the whole service. */
  readonly unbalanced: number;
  /** Whether people wait for its answers. */
  readonly answers: boolean;
}

/** With fewer errors, one call would be a share. */
const FEWEST = 3;
/** Percent of calls: some times what a month tolerates (0.1 %). */
const SHARE = 1;
/** Milliseconds, and calls from which on one in a hundred means something. */
const SLOWEST = 5_000;
const ENOUGH = 100;

/** Why a release must go back; null while nothing is wrong. Only the new version counts, and what it met since. */
export function faultOf({ calls, errors, p99, unbalanced, answers }: VersionRecord): string | null {
  if (unbalanced > 0) return `${unbalanced} jobs do not add up`;
  if (errors >= FEWEST && 100 * errors >= SHARE * calls) return `${errors} errors in ${calls} calls`;
  if (answers && calls >= ENOUGH && p99 !== null && p99 >= SLOWEST) return `one call in a hundred takes ${p99} ms`;
  return null;
}
