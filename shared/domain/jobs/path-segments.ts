import type { WalkedWay } from './outcome.ts';

/** How many runs went straight from one node to another; null: from the flow's start, or to its end. */
interface Segment {
  readonly from: string | null;
  readonly to: string | null;
  readonly runs: number;
}

export interface PathSegments {
  readonly runs: number;
  readonly segments: readonly Segment[];
}

/**
 * Where the runs of a start went. A run in a circle counts once for each segment. Of a run at most `kept` nodes are
 * kept, the last ones.
 */
export function pathSegmentsOf(ways: Iterable<WalkedWay>, kept: number): PathSegments {
  const found = new Map<string, Segment>();
  let runs = 0;
  for (const { path, count } of ways) {
    runs += count;
    const stops = [...(path.length < kept ? [null] : []), ...path, null];
    const parts = stops.slice(1).map((to, index) => ({ from: stops[index] ?? null, to }));
    for (const [key, part] of new Map(parts.map((one) => [`${one.from} ${one.to}`, one])))
      found.set(key, { ...part, runs: (found.get(key)?.runs ?? 0) + count });
  }
  return { runs, segments: [...found.values()].toSorted(byRunsThenPlace) };
}

const placeOf = ({ from, to }: Segment): string => `${from ?? ''} ${to ?? ''}`;

const byRunsThenPlace = (a: Segment, b: Segment): number => b.runs - a.runs || (placeOf(a) < placeOf(b) ? -1 : 1);
