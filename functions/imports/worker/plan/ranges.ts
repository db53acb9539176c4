/** The ranges of an import's files. One may reach over several files, and small files are one range. */
import type { Import, Plan } from '../../../../shared/domain/imports/plan.ts';
import type { FileRuntime } from '../../../../shared/services/runtime.ts';
import { openListings } from '../open-listings.ts';
import { FileError, MOST_RANGED_RECORDS, MOST_RECORDS } from '../read/limits.ts';
import { type Listing, nobody } from '../read/listing.ts';
import type { Reader } from '../read/reading.ts';
import { ImportColumns } from './columns.ts';
import { meetRecord } from './consent.ts';
import { type ImportJob, lastScanned, type RangeStart, type Scanned } from './notes.ts';

/** Records of a range: some seconds of work. */
const EVERY = 50_000;
/** Bytes of all files below which they are one range: some 300,000 people. */
const LEAST_BYTES = 50_000_000;
/** Ranges that one call finds: half a million records. */
const RANGES_A_STEP = 10;

/** Records after which a range ends, as far as its file can be cut: plain CSV and JSON Lines. */
export function everyOf(listings: readonly Listing[]): number {
  const bytes = listings.reduce((sum, { ranged }) => sum + (ranged?.bytes ?? 0), 0);
  return bytes < LEAST_BYTES ? MOST_RECORDS : EVERY;
}

const tooMany = (most: number) => new FileError({ code: 'too_many_rows', most: most.toLocaleString('en') });

/**
 * Reads on from the last range's beginning, in order: finds where the next ranges begin, and what the columns are.
 * Throws FileError, also above ten million records, or a million between two places where files can be cut.
 */
export async function scanOn(scanned: Scanned, listings: readonly Listing[], imported: Import): Promise<Scanned> {
  const { every, assets, now } = scanned;
  const columns = new ImportColumns(imported, assets, now, scanned.columns);
  const first = scanned.starts.at(-1) ?? { file: 0, from: null, before: 0 };
  const starts: RangeStart[] = scanned.starts.length === 0 ? [first] : [...scanned.starts];
  const most = scanned.starts.length + RANGES_A_STEP;
  let { records } = scanned;
  let since = 0;
  const begin = (start: RangeStart): boolean => {
    starts.push(start);
    since = 0;
    return starts.length >= most;
  };
  const soFar = () => ({ ...scanned, starts, records, columns: columns.kept });
  for (const [file, listing] of listings.entries()) {
    if (file < first.file) continue;
    if (since >= every && begin({ file, from: null, before: 0 })) return soFar();
    const start = file === first.file ? first : { from: null, before: 0 };
    let number = start.before;
    for await (const record of listing.records(listing.ranged && { from: start.from, to: null, every })) {
      if (record.begins !== undefined && begin({ file, from: record.begins, before: number })) return soFar();
      number++;
      since++;
      if (++records > MOST_RANGED_RECORDS) throw tooMany(MOST_RANGED_RECORDS);
      if (since > MOST_RECORDS) throw tooMany(MOST_RECORDS);
      meetRecord(record, listing, columns);
    }
  }
  return { ...soFar(), done: true };
}

/** Listings with the records of one range only. */
interface WithinRange {
  readonly listings: readonly Listing[];
  /** By file, its records before these. */
  readonly before: readonly number[];
}

export function withinRange(listings: readonly Listing[], starts: readonly RangeStart[], range: number): WithinRange {
  const first = starts[range] ?? { file: 0, from: null, before: 0 };
  const next = starts[range + 1] ?? { file: listings.length, from: null, before: 0 };
  const recordsOf = (listing: Listing, file: number): Listing['records'] => {
    const from = file === first.file ? first.from : null;
    const to = file === next.file ? next.from : null;
    if (file < first.file || file > next.file || (file === next.file && to === null)) return nobody;
    return () => listing.records(from === null && to === null ? undefined : { from, to: to?.bytes ?? null });
  };
  return {
    listings: listings.map((listing, file) => ({ ...listing, records: recordsOf(listing, file) })),
    before: listings.map((_, file) => (file === first.file ? first.before : 0)),
  };
}

/** The records of one range, read once more; null when it is no longer known where it is. Throws FileError. */
export async function openRange(
  runtime: FileRuntime,
  {
    imported,
    job,
    plan,
    reader,
  }: {
    readonly imported: Import;
    readonly job: ImportJob;
    readonly plan: Plan;
    readonly reader: Reader;
  },
  range: number,
): Promise<WithinRange | null> {
  const last = plan.ranges.length === 1 ? ONLY : await lastScanned(runtime.files, job);
  if (last === null) return null;
  const listings = await openListings(runtime, reader, imported, job, last.scanned.encoded);
  return withinRange(listings, last.scanned.starts, range);
}

/** Of an only range nothing is noted. */
const ONLY = { scanned: { encoded: [], starts: [] } };
