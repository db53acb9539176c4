import { randomUUID } from 'node:crypto';
import { consumedSince } from '../../../../shared/data/dynamo/index.ts';
import type { Import } from '../../../../shared/domain/imports/plan.ts';
import { Problems } from '../../../../shared/domain/imports/problems.ts';
import { packPart, readPart } from '../../../../shared/services/packed-parts.ts';
import type { FileRuntime } from '../../../../shared/services/runtime.ts';
import { FileError } from '../read/limits.ts';
import type { Listing } from '../read/listing.ts';
import { Claims } from './claims.ts';
import { ImportColumns } from './columns.ts';
import { decideConsent } from './consent.ts';
import { addPulledAssets, NewAssets, type PulledAssets } from './new-assets.ts';
import { type Elsewhere, type ImportJob, type MadeRange, type RangeNote, rangeKeys, type Scanned } from './notes.ts';
import { OptedOut } from './opted-out.ts';
import { withinRange } from './ranges.ts';
import type { FindContacts } from './row-contacts.ts';
import { RowNames } from './row-names.ts';
import { RowReader } from './row-reader.ts';
import { writeRows } from './write-rows.ts';

/** An import whose ranges are known. */
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
  const names = new RowNames();
  try {
    const made = await readRowsOf(runtime, of, range, { elsewhere, names });
    if (elsewhere === null) await runtime.files.write(rangeKeys(of.job).names(made.attempt), names.packed);
    return made;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { problem: error.refusal };
  }
}

/**
 * Reads the rows of a range twice: for opt-outs, and to write imported and refused rows. Changes no contact. Memory
 * holds one slice, and 16 bytes of each address. Throws FileError.
 *
 * @param beside - what other ranges mean for it, and what notes its names for them
 */
export async function readRowsOf(
  runtime: FileRuntime,
  of: Ranged,
  range: number,
  beside: { readonly elsewhere: Elsewhere | null; readonly names: RowNames | null },
): Promise<MadeRange> {
  const { imported, job, scanned, find } = of;
  const { elsewhere, names } = beside;
  const start = runtime.data.meter.read();
  const { assets, now } = scanned;
  const columns = new ImportColumns(imported, assets, now, scanned.columns);
  const consent = decideConsent(of.listings, columns, imported);
  const { newAssets } = newAssetsOf(of, columns);
  const { listings, before } = withinRange(consent.listings, scanned.starts, range);
  const rows = new RowReader({ imported, assets, now }, columns);
  const optedOut = new OptedOut({ columns, rows, find }, elsewhere ?? undefined);
  for (const [file, listing] of listings.entries()) await optedOut.find(file, listing, before[file]);
  const attempt = randomUUID();
  const problems = new Problems();
  const written = await writeRows(
    listings,
    { files: runtime.files, by: { workspace: job.workspace, uuid: imported.uuid, job: job.uuid }, attempt },
    {
      rows,
      find,
      before,
      optedOut,
      now,
      newAssets,
      problems,
      columns,
      country: columns.countries.probable(assets.settings.timezone),
      claims: new Claims(listings, elsewhere?.claims, names),
      change: { by: job.createdBy, via: 'job', job: job.uuid, slice: 0 },
    },
  );
  const { readUnits } = consumedSince(runtime.data.meter, start);
  return {
    ...written,
    attempt,
    problems: problems.counted,
    names: names?.count ?? 0,
    newFields: newAssets.fields,
    newGroups: newAssets.groups,
    smart: [...newAssets.smart],
    readUnits,
  };
}

/** What a workspace has, and what the source of a pull adds, for the rows of an import. */
export function newAssetsOf(
  { scanned: { assets, now, pulled }, listings }: Pick<Ranged, 'scanned' | 'listings'>,
  columns: ImportColumns,
): { readonly newAssets: NewAssets; readonly pulled: PulledAssets } {
  const types = listings.flatMap((listing) => [...listing.types]);
  const newAssets = new NewAssets(assets, new Map([...columns.contents.types, ...types]), now);
  return { newAssets, pulled: addPulledAssets(pulled, newAssets, now) };
}
