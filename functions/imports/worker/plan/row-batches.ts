import type { Refused } from '../../../../shared/domain/imports/record.ts';
import { isWrong, type Row } from '../../../../shared/domain/imports/row.ts';
import { SLICE_SIZE } from '../../../../shared/domain/jobs/job.ts';
import { FileError, MOST_RECORDS } from '../read/limits.ts';
import type { Listing } from '../read/listing.ts';
import type { NumberedRow } from './row-contacts.ts';
import type { RowReader } from './row-reader.ts';

/** A refused row, with what it names. */
export type RefusedRow = Refused & { readonly names: Row | null };

/**
 * The rows of all files in order, in batches of a slice; counts on from each file's rows before. Throws FileError above
 * a million.
 */
export async function* rowBatches(
  listings: readonly Listing[],
  rows: RowReader,
  counts: number[],
): AsyncGenerator<readonly (NumberedRow | RefusedRow)[]> {
  let batch: (NumberedRow | RefusedRow)[] = [];
  let all = 0;
  for (const [file, listing] of listings.entries())
    for await (const record of listing.records()) {
      if (++all > MOST_RECORDS) throw new FileError({ code: 'too_many_rows', most: MOST_RECORDS.toLocaleString('en') });
      const number = (counts[file] ?? 0) + 1;
      counts[file] = number;
      const row = rows.of(record, listing);
      const place = { file, line: record.line, number };
      if (!isWrong(row)) batch.push({ ...place, row });
      else {
        const lost = rows.refuses(record, listing) && { lostOptOut: true as const };
        batch.push({ ...row, ...place, names: rows.namesIn(record), ...lost });
      }
      if (batch.length < SLICE_SIZE) continue;
      yield batch;
      batch = [];
    }
  yield batch;
}
