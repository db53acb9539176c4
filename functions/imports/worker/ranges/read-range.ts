import { randomUUID } from 'node:crypto';
import { consumedSince } from '../../../../shared/data/dynamo/index.ts';
import type { Import } from '../../../../shared/domain/imports/plan.ts';
import { RangeProblems } from '../../../../shared/domain/imports/problems.ts';
import { packPart, readPart } from '../../../../shared/services/packed-parts.ts';
import type { FileRuntime } from '../../../../shared/services/runtime.ts';
import { Claims } from '../plan/claims.ts';
import { ImportColumns } from '../plan/columns.ts';
import { decideConsent } from '../plan/consent.ts';
import { NewAssets } from '../plan/new-assets.ts';
import { readListings } from '../plan/read-listings.ts';
import type { FindContacts } from '../plan/row-contacts.ts';
import { RowNames } from '../plan/row-names.ts';
import { isFileError } from '../read/limits.ts';
import type { Listing } from '../read/listing.ts';
import { type Elsewhere, type ImportJob, type MadeRange, type RangeNote, rangeKeys, type Scanned } from './notes.ts';
import { withinRange } from './within-range.ts';

/** An import that is read in ranges, once these are known. */
export interface Ranged {
  readonly imported: Import;
  readonly job: ImportJob;
  readonly listings: readonly Listing[];
  readonly scanned: Scanned;
  readonly find: FindContacts;
  /** Says that the job goes on; false when it has ended. */
  touch(): Promise<boolean>;
}

/** Reads one range and notes it; false when another delivery did so first. `again`: with what others mean for it. */
export async function makeRange(runtime: FileRuntime, of: Ranged, range: number, again: boolean): Promise<boolean> {
  const { files } = runtime;
  const keys = rangeKeys(of.job);
  const elsewhere = again ? await readPart<Elsewhere>(files, keys.elsewhere(range)) : null;
  if (again && elsewhere === null) throw new Error(`What others mean for range ${range} is gone`);
  return files.writeNew(keys.made(range, again), packPart(await noteOf(runtime, of, range, elsewhere)));
}

async function noteOf(
  runtime: FileRuntime,
  of: Ranged,
  range: number,
  elsewhere: Elsewhere | null,
): Promise<RangeNote> {
  try {
    return await readRange(runtime, of, range, elsewhere);
  } catch (error) {
    if (!isFileError(error)) throw error;
    return { problem: error.refusal };
  }
}

async function readRange(
  runtime: FileRuntime,
  { imported, job, scanned, listings, find }: Ranged,
  range: number,
  elsewhere: Elsewhere | null,
): Promise<MadeRange> {
  const start = runtime.data.meter.read();
  const { assets, now } = scanned;
  const columns = new ImportColumns(imported, assets, now, scanned.columns);
  const consent = decideConsent(listings, columns, imported);
  const newAssets = newAssetsOf(scanned, listings, columns);
  const [attempt, problems, names] = [randomUUID(), new RangeProblems(), new RowNames()];
  const { rowsOf: _, ...written } = await readListings(runtime, {
    ...{ imported, job, assets, now, find, attempt, columns, newAssets, problems },
    ...withinRange(consent.listings, scanned, range),
    claims: new Claims(listings, elsewhere?.claims, names),
    elsewhere: elsewhere ?? undefined,
  });
  if (elsewhere === null) await runtime.files.write(rangeKeys(job).names(attempt), names.packed);
  const { readUnits } = consumedSince(runtime.data.meter, start);
  return {
    ...{ ...written, attempt, problems: problems.all, names: names.count, readUnits },
    ...{ newFields: newAssets.fields, newGroups: newAssets.groups, smart: [...newAssets.smart] },
  };
}

/** What a workspace has, for rows of these listings. */
export function newAssetsOf({ assets, now }: Scanned, listings: readonly Listing[], columns: ImportColumns): NewAssets {
  const types = listings.flatMap((listing) => [...listing.types]);
  return new NewAssets(assets, new Map([...columns.contents.types, ...types]), now);
}
