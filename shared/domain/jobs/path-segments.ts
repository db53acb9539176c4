import type { WalkedWay } from './outcome.ts';

/** How many runs went from one node straight to another; null: from the start of the flow, or to its end. */
interface Segment {
  readonly from: string | null;
  readonly to: string | null;
  readonly runs: number;
}

export interface PathSegments {
  /** The runs that are counted. */
  readonly runs: number;
  readonly segments: readonly Segment[];
}

/**
 * Where the runs of a start went. A run that goes round counts once for each part of its way; of one that came to more nodes than are kept, the
 * first part is not known.
 * @param kept - how many nodes of a run are kept at most
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
