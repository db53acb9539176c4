/**
 * How many requests a workspace may make: `limit` in any hour, with any number of containers.
 *
 * A container borrows requests in chunks, so that most requests cost nothing. The ledger (one item a workspace and
 * scope) has two sums: requests used in the last hour, and lent ones that may have been used unseen. At most a tenth of
 * the limit is lent, and none once the limit is used. So at most 10 % over the limit pass, and no request is refused
 * before the limit is used.
 */

/** Seconds since 1970, and a number of requests. */
type Entry = readonly [at: number, count: number];

export interface Ledger {
  /** By the time of the last request in each. */
  readonly used: readonly Entry[];
  /** By the end of the time for using them. */
  readonly lent: readonly Entry[];
}

/** What a container has borrowed. It is for one limit: a changed limit holds at once. */
export interface Lease {
  readonly limit: number;
  /** Borrowed requests, besides the one that borrowed. */
  readonly size: number;
  readonly left: number;
  /** Seconds since 1970; unusable after this. */
  readonly until: number;
  readonly lastUse: number;
}

export type AllowanceAnswer =
  | { readonly ledger: Ledger; readonly lease: Lease }
  /** Refused; `availableAt` in seconds since 1970. */
  | { readonly ledger: Ledger; readonly availableAt: number };

const HOUR = 3_600;

/** Times are rounded to so many seconds, so that a ledger stays under 1 KB; a request may count so much longer. */
const GRID = 180;

/** Short, because a container that dies with a lease burdens the others for an hour; a busy one needs a minute. */
const LEASE_SECONDS = 10 * GRID;

/** Requests of one lease, and so of one write. */
export const CHUNK = 50;

/** Below this limit every request is counted exactly: people notice one in ten, and it costs little. */
const EXACT_BELOW = 100;

export const EMPTY: Ledger = { used: [], lent: [] };

const tolerance = (limit: number): number => (limit < EXACT_BELOW ? 0 : Math.floor(limit / 10));

/** The lease with one request less, or null when a new one is needed. */
export function spendLease(lease: Lease, limit: number, now: number): Lease | null {
  if (lease.limit !== limit || lease.left === 0 || now > lease.until || now < lease.lastUse - GRID) return null;
  return { ...lease, left: lease.left - 1, lastUse: Math.max(lease.lastUse, Math.ceil(now)) };
}

/** Counts one request, and lends more if possible. `spent` is the container's last lease, which it returns. */
export function countRequest(ledger: Ledger, limit: number, now: number, spent?: Lease): AllowanceAnswer {
  const { used, lent } = live(spent ? giveBack(ledger, spent) : ledger, now);
  const usedSum = sum(used);
  if (usedSum >= limit) return { ledger: { used, lent }, availableAt: availableAt(used, usedSum, limit) };
  const spare = Math.min(CHUNK - 1, Math.floor((tolerance(limit) - sum(lent)) / 2), limit - usedSum - 1);
  const size = Math.max(0, spare);
  const lastUse = Math.ceil(now);
  const until = Math.floor(now / GRID) * GRID + LEASE_SECONDS;
  return {
    ledger: { used: add(used, lastUse, 1), lent: size === 0 ? lent : add(lent, until, size) },
    lease: { limit, size, left: size, until, lastUse },
  };
}

function giveBack({ used, lent }: Ledger, { size, left, until, lastUse }: Lease): Ledger {
  return {
    used: size === left ? used : add(used, lastUse, size - left),
    lent: lent.map(([at, count]) => [at, at === until ? Math.max(0, count - size) : count]),
  };
}

/** Without expired entries, and without those in the future, which come from a clock that was set back. */
function live({ used, lent }: Ledger, now: number): Ledger {
  const within = (ahead: number) => (entry: Entry) =>
    entry[1] > 0 && entry[0] > now - HOUR && entry[0] <= now + ahead + GRID;
  return { used: used.filter(within(0)), lent: lent.filter(within(LEASE_SECONDS)) };
}

/** Adds to the entry of the same time step, which then counts from the later time. */
function add(entries: readonly Entry[], at: number, count: number): readonly Entry[] {
  const cell = Math.floor(at / GRID);
  const same = entries.find((entry) => Math.floor(entry[0] / GRID) === cell);
  const merged: Entry = same ? [Math.max(same[0], at), same[1] + count] : [at, count];
  return [...entries.filter((entry) => entry !== same), merged].sort((a, b) => a[0] - b[0]);
}

const sum = (entries: readonly Entry[]): number => entries.reduce((total, [, count]) => total + count, 0);

/** The time at which enough of what was used is an hour old. */
function availableAt(used: readonly Entry[], usedSum: number, limit: number): number {
  let counted = usedSum;
  for (const [at, count] of used) {
    counted -= count;
    if (counted < limit) return at + HOUR;
  }
  throw new RangeError(`No request is possible under a limit of ${limit}`);
}
