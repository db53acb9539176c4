import { randomUUID } from 'node:crypto';
import { openSegments } from '#segments';
import { exampleOf } from '../../../../shared/domain/imports/example.ts';
import { type Import, namedFolder, type Plan, partKey, refusedKey } from '../../../../shared/domain/imports/plan.ts';
import type { SourceAssets } from '../../../../shared/domain/imports/textit/source-assets.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Job } from '../../../../shared/domain/jobs/job.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { Assets, FieldType } from '../../../../shared/domain/workspace.ts';
import { nameKey } from '../../../../shared/domain/workspace-names.ts';
import { PeopleLists } from '../../../../shared/services/exports/people-lists.ts';
import type { FileRuntime } from '../../../../shared/services/runtime.ts';
import { FileError } from '../read/limits.ts';
import type { Listing } from '../read/listing.ts';
import { ImportColumns } from './columns.ts';
import { readConsent } from './consent.ts';
import { type FindContacts, findRowContacts } from './find-contacts.ts';
import { Mends } from './mends.ts';
import { NewAssets } from './new-assets.ts';
import { OptedOut } from './opted-out.ts';
import { addPulledAssets, NOTHING_PULLED } from './pulled-assets.ts';
import { RowReader } from './row-reader.ts';
import { planWarnings } from './warnings.ts';
import { writeRows } from './write-rows.ts';

interface Planning {
  readonly imported: Import;
  readonly job: Job;
  readonly listings: readonly Listing[];
  readonly assets: Assets;
  /** Types of fields that a file declares. */
  readonly types: ReadonlyMap<string, FieldType>;
  /** What the source of a pull has besides contacts. */
  readonly pulled: SourceAssets | null;
  readonly now: Instant;
}

/**
 * Reads the records of an import for columns, then for opt-outs, and last to write the imported and refused rows.
 * Memory holds one slice, and 16 bytes of each address. Changes no contact. Throws FileError.
 */
export async function makePlan(runtime: FileRuntime, planning: Planning): Promise<Plan> {
  const { job, assets, now } = planning;
  const attempt = randomUUID();
  const columns = new ImportColumns(planning.imported, assets, now);
  const { listings, findings, warnings } = await readConsent(planning.listings, columns, planning.imported);
  const rows = new RowReader(planning, columns);
  const find: FindContacts = (batch) => findRowContacts(runtime.data, job.workspace, job.uuid, batch);
  const optedOut = new OptedOut({ columns, rows, find });
  for (const [file, listing] of listings.entries()) await optedOut.find(file, listing);
  const newAssets = new NewAssets(assets, new Map([...columns.contents.types, ...planning.types]), now);
  const segments = readSegments(listings, { columns, newAssets, now });
  const pulled = planning.pulled === null ? NOTHING_PULLED : addPulledAssets(planning.pulled, newAssets, now);
  const keyOf = (key: typeof partKey) => (part: number) =>
    key(job.workspace, planning.imported.uuid, job.uuid, attempt, part);
  const named = new PeopleLists(runtime.files, namedFolder(job.workspace, planning.imported.uuid, job.uuid, attempt));
  const { rowsOf, ...written } = await writeRows(
    listings,
    { files: runtime.files, takenKey: keyOf(partKey), refusedKey: keyOf(refusedKey), named },
    {
      rows,
      find,
      mends: new Mends(columns, columns.countries.probable(assets.settings.timezone)),
      newAssets,
      optedOut,
      segments,
      now,
      change: { by: job.createdBy, via: 'job', job: job.uuid, slice: 0 },
    },
  );
  const typeOf = (name: string) =>
    newAssets.names.field(name)?.type ?? columns.contents.types.get(nameKey(name)) ?? 'text';
  const becomesOf = ({ column, examples }: Plan['columns'][number]) =>
    examples.map((cell) => {
      const row = rows.alone(column, cell);
      return row && exampleOf(row, columns.targetOf(column), { settings: assets.settings, now, typeOf });
    });
  const newSmartGroups = [...pulled.smart, ...(segments?.end() ?? [])];
  return {
    attempt,
    files: listings.map(({ name, format, optedOut }, file) => ({
      ...{ name, format, rows: rowsOf[file] ?? 0 },
      ...(optedOut && { optedOut }),
    })),
    columns: columns.show().map((column) => ({ ...column, becomes: becomesOf(column) })),
    ...(findings.length > 0 && { consent: findings }),
    ...written,
    newFields: newAssets.fields,
    newGroups: newAssets.groups,
    ...(newSmartGroups.length > 0 && { newSmartGroups }),
    warnings: [
      ...warnings,
      ...columns.warnings,
      ...countryWarnings(columns, planning),
      ...planWarnings(listings, written, { columns, newAssets, pulled, segments }),
    ],
  };
}

/** Numbers are not taken for another country's than most others in silence. */
function countryWarnings({ countries }: ImportColumns, { imported, assets }: Planning): readonly Refusal[] {
  const { country } = assets.settings;
  const other = imported.country === null ? countries.otherThan(country) : null;
  return country === null || other === null ? [] : [{ code: 'warn_country', country, other }];
}

/** Null without definitions of segments. */
function readSegments(listings: readonly Listing[], of: Parameters<typeof openSegments>[1]) {
  const segments = listings.flatMap((listing) => listing.segments ?? []);
  // Without people, nothing shows that a query means the same.
  if (listings.every((listing) => listing.segments !== undefined)) throw new FileError({ code: 'segments_only' });
  return segments.length === 0 ? null : openSegments(segments, of);
}
