/** Of one call to SQS or EventBridge, which have the same limits; bytes with room for what names the entries. */
const MOST_ENTRIES = 10;
const MOST_BYTES = 240_000;

/** The fewest batches, in their order, that SQS and EventBridge take: a batch that is too long is refused with all that is in it. */
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
