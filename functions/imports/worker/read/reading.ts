import type { FileSpec } from '../../../../shared/domain/imports/plan.ts';
import { isEverybody } from '../../../../shared/domain/imports/refusals.ts';
import type { StoredFile } from './bytes.ts';
import type { Begun, FileRange } from './cuts.ts';
import { inFile, naming, ReadingBudget } from './limits.ts';
import type { Listing } from './listing.ts';
import { listingsIn, mergePinpoint } from './listings.ts';
import type { TextSpec } from './text-listing.ts';

export interface FileToRead {
  readonly source: StoredFile;
  readonly spec: FileSpec;
  /** How its text is encoded, once that is known: then it is not read for that again. */
  readonly encoded?: Begun;
}

/** Reads files in this thread, or in one of its own (`sandbox`). */
export interface Reader {
  /** The lists in the files of an import, in the order that its plan numbers them. Throws FileError. */
  listings(files: readonly FileToRead[], how: TextSpec): Promise<readonly Listing[]>;
  /** Ends what is being read. */
  close(): Promise<void>;
}

/** Reads in this thread: for tests, and within the sandbox. */
export const readHere = (): Reader => ({
  async listings(files, how) {
    const budget = new ReadingBudget(files.reduce((sum, { source }) => sum + source.size, 0));
    const listings: Listing[] = [];
    for (const [file, { source, spec, encoded }] of files.entries()) {
      const found = await inFile(source.name, () => listingsIn(source, spec, { ...how, encoded }, budget));
      for (const { ranged, ...one } of found) {
        const names = [one.name, one.title ?? one.name, spec.name];
        const optedOut = isEverybody(how.refusals ?? null, names);
        listings.push({ ...one, names, optedOut, ...(ranged && { ranged: { ...ranged, file } }) });
      }
    }
    return mergePinpoint(listings).map((listing) => ({ ...listing, records: (range) => namingFile(listing, range) }));
  },
  close: async () => undefined,
});

async function* namingFile({ name, records }: Listing, range?: FileRange) {
  try {
    yield* records(range);
  } catch (error) {
    throw naming(name, error);
  }
}
