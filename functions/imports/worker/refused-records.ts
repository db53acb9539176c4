import type { Refused } from '../../../shared/domain/imports/record.ts';
import type { RefusedRecord } from '../../../shared/domain/imports/refused-file.ts';
import type { Listing } from './read/listing.ts';

/**
 * The records of refused rows, which come in the order of the files, read once more from their listings.
 * @param before - by file, its records before these
 */
export async function* refusedRecords(
  listings: readonly Listing[],
  refused: AsyncGenerator<Refused>,
  before: readonly number[] = [],
): AsyncGenerator<RefusedRecord> {
  let next = await refused.next();
  for (const [file, listing] of listings.entries()) {
    let number = before[file] ?? 0;
    if (next.done || next.value.file !== file) continue;
    for await (const { line, cells = [], ...record } of listing.records()) {
      number++;
      while (!next.done && next.value.file === file && next.value.number === number) {
        yield { refused: next.value, record: { ...record, line, cells } };
        next = await refused.next();
      }
      if (next.done || next.value.file !== file) break;
    }
  }
}
