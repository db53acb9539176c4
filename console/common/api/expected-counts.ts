import type { Counts } from './types.ts';

/** By how much an action that was accepted changes counts. */
export interface CountsChange {
  readonly folders: Readonly<Partial<Record<keyof Counts['folders'], number>>>;
  readonly groups: Readonly<Record<string, number>>;
}

/** What counts will at least, or at most, be once the service has counted an action. */
export interface Expectation {
  readonly change: CountsChange;
  /** The counts that were shown before the action. */
  readonly before: Counts;
  /** Milliseconds since 1970, after which the service's counts are believed in any case. */
  readonly until: number;
}

/** Milliseconds that the service may take to count an action; usually it takes one or two seconds. */
const PATIENCE_MS = 30_000;

export const expectation = (change: CountsChange, before: Counts, now: number): Expectation => ({
  change,
  before,
  until: now + PATIENCE_MS,
});

/**
 * The counts to show: those of the service, but none on the wrong side of what an action has led to. Without this a
 * count would go down, up again while the service is behind, and down once more.
 */
export const shownCounts = (counted: Counts, expected: readonly Expectation[], now: number): Counts =>
  expected.filter(({ until }) => until > now).reduce(withOne, counted);

const withOne = (counts: Counts, { change, before }: Expectation): Counts => ({
  folders: { ...counts.folders, ...reached(counts.folders, change.folders, before.folders) },
  groups: { ...counts.groups, ...reached(counts.groups, change.groups, before.groups) },
});

function reached(
  counts: Readonly<Record<string, number>>,
  change: Readonly<Partial<Record<string, number>>>,
  before: Readonly<Record<string, number>>,
): Record<string, number> {
  const pairs = Object.entries(change).map(([name, by = 0]) => {
    const now = counts[name] ?? 0;
    const goal = Math.max(0, (before[name] ?? 0) + by);
    return [name, by < 0 ? Math.min(now, goal) : Math.max(now, goal)] as const;
  });
  return Object.fromEntries(pairs);
}

/** Those that the service has not counted yet: what it has reached by itself is believed again. */
export const unreached = (counted: Counts, expected: readonly Expectation[], now: number): readonly Expectation[] =>
  expected.filter((one) => one.until > now && !isReached(counted, one));

function isReached(counted: Counts, one: Expectation): boolean {
  const { folders, groups } = withOne(counted, one);
  return isSame(folders, counted.folders) && isSame(groups, counted.groups);
}

const isSame = (shown: Readonly<Record<string, number>>, counted: Readonly<Record<string, number>>): boolean =>
  Object.entries(shown).every(([name, count]) => count === (counted[name] ?? 0));

/** The change that takes another one back. */
export const reversed = ({ folders, groups }: CountsChange): CountsChange => ({
  folders: Object.fromEntries(Object.entries(folders).map(([name, by = 0]) => [name, -by])),
  groups: Object.fromEntries(Object.entries(groups).map(([name, by]) => [name, -by])),
});

/** Whether a change takes back a part of an earlier one, which then expects nothing any more. */
export const contradicts = (change: CountsChange, { change: earlier }: Expectation): boolean =>
  Object.entries({ ...change.folders, ...change.groups }).some(
    ([name, by = 0]) => by * ({ ...earlier.folders, ...earlier.groups }[name as keyof Counts['folders']] ?? 0) < 0,
  );
