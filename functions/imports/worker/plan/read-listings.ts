import { type Import, namedKey, partKey, refusedKey } from '../../../../shared/domain/imports/plan.ts';
import type { Problems } from '../../../../shared/domain/imports/problems.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Job } from '../../../../shared/domain/jobs/job.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import { PeopleLists } from '../../../../shared/services/exports/people-lists.ts';
import type { FileRuntime } from '../../../../shared/services/runtime.ts';
import type { Listing } from '../read/listing.ts';
import type { Claims } from './claims.ts';
import type { ImportColumns } from './columns.ts';
import { Mends } from './mends.ts';
import type { NewAssets } from './new-assets.ts';
import { OptedOut, type OutElsewhere } from './opted-out.ts';
import type { FindContacts } from './row-contacts.ts';
import { RowReader } from './row-reader.ts';
import { type WrittenRows, writeRows } from './write-rows.ts';

interface RowsOf {
  readonly imported: Import;
  readonly job: Job;
  readonly assets: Assets;
  readonly now: Instant;
  readonly find: FindContacts;
  readonly attempt: string;
  /** Whose columns and opt-outs are decided. */
  readonly listings: readonly Listing[];
  readonly columns: ImportColumns;
  readonly newAssets: NewAssets;
  readonly claims: Claims;
  readonly problems: Pick<Problems, 'add'>;
  /** By file, its records that are read elsewhere, before these; and who opts out there. */
  readonly before?: readonly number[];
  readonly elsewhere?: OutElsewhere | undefined;
}

/** Reads the rows of listings twice: for opt-outs, and to write imported and refused rows. */
export async function readListings({ files }: Pick<FileRuntime, 'files'>, of: RowsOf): Promise<WrittenRows> {
  const { imported, job, assets, now, find, attempt, listings, columns, before, elsewhere, ...given } = of;
  const rows = new RowReader({ imported, assets, now }, columns);
  const optedOut = new OptedOut({ columns, rows, find }, elsewhere);
  for (const [file, listing] of listings.entries()) await optedOut.find(file, listing, before?.[file]);
  const keyOf = (key: typeof partKey) => (part: number) =>
    key(job.workspace, imported.uuid, job.uuid, { attempt }, part);
  return writeRows(
    listings,
    {
      ...{ files, takenKey: keyOf(partKey), refusedKey: keyOf(refusedKey) },
      named: new PeopleLists(files, keyOf(namedKey)),
    },
    {
      ...{ ...given, rows, find, optedOut, now, before },
      mends: new Mends(columns, columns.countries.probable(assets.settings.timezone)),
      change: { by: job.createdBy, via: 'job', job: job.uuid, slice: 0 },
    },
  );
}
