/**
 * The numbers of a job's slices. They ascend in the order of its manifest, but are not all in a row: a selection that
 * fanned out froze each index partition by itself, and the slices of partition 2 begin at 300,000 (ADR 004).
 */

/** Slices of a partition at most: 50 million contacts. */
const OF_PARTITION = 100_000;
/** The uuid of a run has 24 bits for the number of its slice (`run-uuid.ts`). */
export const MOST_PARTITIONS = 166;

/** What of a job says how its slices are numbered. */
export interface Numbered {
  readonly slices: { readonly total: number };
  /** Slices before it fanned out, then of each partition; absent when it never did. */
  readonly sliceCounts?: readonly number[];
}

/** The number of the n-th slice that a partition froze by itself. */
export const partitionSlice = (partition: number, index: number): number => (partition + 1) * OF_PARTITION + index;

/** The number of a job's slice by its place among all, from 0. */
export function sliceAt({ sliceCounts = [] }: Numbered, place: number): number {
  let left = place;
  for (const [block, count] of sliceCounts.entries()) {
    if (left < count) return block * OF_PARTITION + left;
    left -= count;
  }
  return place;
}

/** The place of a slice among all, by its number. */
export function placeOfSlice({ sliceCounts }: Numbered, slice: number): number {
  if (sliceCounts === undefined) return slice;
  const before = sliceCounts.slice(0, Math.floor(slice / OF_PARTITION));
  return before.reduce((sum, count) => sum + count, slice % OF_PARTITION);
}

/** The numbers of all slices, in order. */
export const sliceNumbersOf = ({ slices: { total }, sliceCounts = [total] }: Numbered): number[] =>
  sliceCounts.flatMap((count, block) => Array.from({ length: count }, (_, index) => block * OF_PARTITION + index));
