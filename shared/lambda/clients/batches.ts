/** Limits of one call to SQS or EventBridge; the bytes leave room for entries' names. */
const MOST_ENTRIES = 10;
const MOST_BYTES = 240_000;

/** The fewest batches, in order, that SQS and EventBridge accept: they refuse a larger one as a whole. */
export function batchesOf<Entry>(entries: readonly Entry[], bytesOf: (entry: Entry) => number): Entry[][] {
  const batches: Entry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = bytesOf(entry);
    const last = batches.at(-1);
    if (last !== undefined && last.length < MOST_ENTRIES && bytes + size <= MOST_BYTES) {
      last.push(entry);
      bytes += size;
    } else {
      batches.push([entry]);
      bytes = size;
    }
  }
  return batches;
}
