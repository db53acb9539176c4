import type { Import } from '../../../../shared/domain/imports/plan.ts';
import type { FileRuntime } from '../../../../shared/services/runtime.ts';
import { openListings } from '../open-listings.ts';
import { type Listing, nobody } from '../read/listing.ts';
import type { Reader } from '../read/reading.ts';
import { type ImportJob, lastScanned, type Scanned } from './notes.ts';

/** Listings with the records of one range only. */
interface WithinRange {
  readonly listings: readonly Listing[];
  /** By file, its records before these. */
  readonly before: readonly number[];
}

export function withinRange(
  listings: readonly Listing[],
  { starts }: Pick<Scanned, 'starts'>,
  range: number,
): WithinRange {
  const [start, next] = [starts[range], starts[range + 1]];
  const { file = 0, from = null, before = 0 } = start ?? {};
  const to = next?.file === file ? (next.from?.bytes ?? null) : null;
  return {
    listings: listings.map((listing, at) => ({
      ...listing,
      records: at === file ? () => listing.records({ from, to }) : nobody,
    })),
    before: listings.map((_, at) => (at === file ? before : 0)),
  };
}

/** The records of one range, read once more; null when it is no longer known where it is. Throws FileError. */
export async function openRange(
  runtime: FileRuntime,
  { imported, job, reader }: { readonly imported: Import; readonly job: ImportJob; readonly reader: Reader },
  range: number,
): Promise<WithinRange | null> {
  const last = await lastScanned(runtime.files, job);
  if (last === null) return null;
  const listings = await openListings(runtime, reader, imported, job, last.scanned.encoded);
  return withinRange(listings, last.scanned, range);
}
