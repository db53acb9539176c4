import type { Import } from '../../../../shared/domain/imports/plan.ts';
import { ImportColumns } from '../plan/columns.ts';
import { meetRecord } from '../plan/consent.ts';
import { FileError, MOST_RANGED_RECORDS, MOST_RECORDS } from '../read/limits.ts';
import type { Listing } from '../read/listing.ts';
import type { RangeStart, Scanned } from './notes.ts';

/** Ranges that one call finds: half a million records. */
const RANGES_A_STEP = 10;

const tooMany = (most: number) => new FileError({ code: 'too_many_rows', most: most.toLocaleString('en') });

/**
 * Reads on from the last range's beginning, in order: finds where the next ranges begin, and what the columns are.
 * Throws FileError, also above ten million records, or a million between two places where the file can be cut.
 */
export async function scanOn(scanned: Scanned, listings: readonly Listing[], imported: Import): Promise<Scanned> {
  const { every, assets, now } = scanned;
  const columns = new ImportColumns(imported, assets, now, scanned.columns);
  const starts: RangeStart[] = [...scanned.starts];
  const most = starts.length + RANGES_A_STEP;
  const first = starts.at(-1) ?? { file: 0, from: null, before: 0 };
  if (starts.length === 0) starts.push(first);
  let { records } = scanned;
  for (const [file, listing] of listings.entries()) {
    if (file < first.file) continue;
    if (file > first.file) starts.push({ file, from: null, before: 0 });
    if (starts.length >= most) break;
    let { from, before: number } = starts.at(-1) ?? first;
    let since = number;
    for await (const record of listing.records({ from, to: null, every })) {
      if (record.begins !== undefined) {
        from = record.begins;
        starts.push({ file, from, before: number });
        since = number;
        if (starts.length >= most) return { ...scanned, starts, records, columns: columns.kept };
      }
      number++;
      if (++records > MOST_RANGED_RECORDS) throw tooMany(MOST_RANGED_RECORDS);
      if (number - since > MOST_RECORDS) throw tooMany(MOST_RECORDS);
      meetRecord(record, listing, columns);
    }
  }
  return { ...scanned, starts, records, columns: columns.kept, done: starts.length < most };
}
