/**
 * The slices of a job go to the workers in lanes: slice n is in lane n modulo 9, and a lane has one slice on its way, or being worked on, at a
 * time. Whoever closes it sends the next. So whatever the size of a job, no more than nine of its messages are before those of others, and
 * one of the ten workers (`WORKERS` in infra/deployment.ts) is always free for somebody else (ADR 034).
 */
export const LANES = 9;

/** Of open slices, given in their order, the first in each lane that has none yet. */
export function firstInLanes(
  open: readonly number[],
  known: ReadonlyMap<number, number>,
  lanes = LANES,
): ReadonlyMap<number, number> {
  const first = new Map(known);
  for (const slice of open) if (!first.has(slice % lanes)) first.set(slice % lanes, slice);
  return first;
}

/** The slice that follows in the same lane; null at its end. */
export const nextInLane = (slice: number, slices: number, lanes = LANES): number | null =>
  slice + lanes < slices ? slice + lanes : null;
