/**
 * Sends a job's slices to the workers in nine lanes of one slice at a time; whoever closes one sends the next. So one
 * of ten workers (`WORKERS` in infra/deployment.ts) is always free for others (ADR 034).
 */
export const LANES = 9;

/** Contacts a second: more than all workers together change. */
export const MOST_RATE = 5_000;

/** The first open place in each lane that has none yet. */
export function firstInLanes(
  open: readonly number[],
  known: ReadonlyMap<number, number>,
  lanes = LANES,
): ReadonlyMap<number, number> {
  const first = new Map(known);
  for (const place of open) if (!first.has(place % lanes)) first.set(place % lanes, place);
  return first;
}

export const nextInLane = (place: number, places: number, lanes = LANES): number | null =>
  place + lanes < places ? place + lanes : null;
