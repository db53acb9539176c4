import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import {
  type CountsChange,
  contradicts,
  type Expectation,
  expectation,
  shownCounts,
  unreached,
} from './expected-counts.ts';
import { useSession } from './session.ts';
import type { Counts } from './types.ts';

/** Milliseconds until the counts are read again. */
const COUNTS_MS = 10_000;

/** What this page expects of the counts of its workspace. A page loaded anew expects nothing. */
let expected: readonly Expectation[] = [];
const listeners = new Set<() => void>();
const subscribe = (onChange: () => void): (() => void) => {
  listeners.add(onChange);
  return () => void listeners.delete(onChange);
};
function expectAll(next: readonly Expectation[]): void {
  expected = next;
  for (const listener of listeners) listener();
}

/** The counts, with what was done here already counted: they never move backwards while the service is behind. */
export function useCounts() {
  const { api } = useSession();
  const read = useQuery({
    queryKey: ['counts'],
    queryFn: () => api.get('counts'),
    staleTime: COUNTS_MS,
    refetchInterval: COUNTS_MS,
  });
  const known = useSyncExternalStore(subscribe, () => expected);
  const { data, dataUpdatedAt: readAt } = read;
  // Each answer is looked at, also one that equals the last: an expectation may have outlived its time.
  useEffect(() => {
    if (data === undefined || readAt === 0) return;
    const left = unreached(data, expected, Date.now());
    if (left.length < expected.length) expectAll(left);
  }, [data, readAt]);
  const shown = useMemo(() => data && shownCounts(data, known, Date.now()), [data, known]);
  return { ...read, data: shown };
}

/** Shows at once what an action will lead to. Returns what takes that back, for an action that is refused. */
export function useExpectCounts(): (change: CountsChange) => () => void {
  const queries = useQueryClient();
  return (change) => {
    const counted = queries.getQueryData<Counts>(['counts']);
    if (counted === undefined) return () => undefined;
    const before = shownCounts(counted, expected, Date.now());
    const mine = expectation(change, before, Date.now());
    expectAll([...expected.filter((one) => !contradicts(change, one)), mine]);
    return () => expectAll(expected.filter((one) => one !== mine));
  };
}
