import { randomUUID } from 'node:crypto';
import { exampleOf } from '../../../../shared/domain/imports/example.ts';
import type { Import, Plan } from '../../../../shared/domain/imports/plan.ts';
import { Problems } from '../../../../shared/domain/imports/problems.ts';
import type { SourceAssets } from '../../../../shared/domain/imports/textit/source-assets.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Job } from '../../../../shared/domain/jobs/job.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { Assets, FieldType } from '../../../../shared/domain/workspace.ts';
import { nameKey } from '../../../../shared/domain/workspace-names.ts';
import type { FileRuntime } from '../../../../shared/services/runtime.ts';
import type { Listing } from '../read/listing.ts';
import { Claims } from './claims.ts';
import { ImportColumns } from './columns.ts';
import { type Consent, decideConsent, meetRecord } from './consent.ts';
import { NewAssets } from './new-assets.ts';
import { addPulledAssets, NOTHING_PULLED, type PulledAssets } from './pulled-assets.ts';
import { readListings } from './read-listings.ts';
import type { FindContacts } from './row-contacts.ts';
import { RowReader } from './row-reader.ts';
import { planWarnings } from './warnings.ts';
import type { WrittenRows } from './write-rows.ts';

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
  readonly find: FindContacts;
}

/**
 * Reads the records of an import for columns, then for opt-outs, and last to write the imported and refused rows.
 * Memory holds one slice, and 16 bytes of each address. Changes no contact. Throws FileError.
 */
export async function makePlan(
  runtime: Pick<FileRuntime, 'files'>,
  planning: Planning,
): Promise<Omit<Plan, 'readUnits'>> {
  const { imported, job, assets, now, find } = planning;
  const columns = new ImportColumns(imported, assets, now);
  for (const listing of planning.listings)
    for await (const record of listing.records()) meetRecord(record, listing, columns);
  const consent = decideConsent(planning.listings, columns, imported);
  const { listings } = consent;
  const newAssets = new NewAssets(assets, new Map([...columns.contents.types, ...planning.types]), now);
  const pulled = planning.pulled === null ? NOTHING_PULLED : addPulledAssets(planning.pulled, newAssets, now);
  const [attempt, problems] = [randomUUID(), new Problems()];
  const written = await readListings(runtime, {
    ...{ imported, job, assets, now, find, attempt, listings, columns, newAssets, problems },
    claims: new Claims(listings),
  });
  const { smart } = pulled;
  const of = { planning, columns, consent, newAssets, pulled, problems };
  return { ...planOfRows(written, of), attempt, ...(smart.length > 0 && { newSmartGroups: smart }) };
}

interface Decided {
  readonly planning: Pick<Planning, 'imported' | 'assets' | 'now'>;
  readonly columns: ImportColumns;
  readonly consent: Consent;
  readonly newAssets: NewAssets;
  readonly pulled: PulledAssets;
  readonly problems: Problems;
}

/** The plan of rows that were read, whether as a whole or in ranges. */
export function planOfRows(
  { rowsOf, ...written }: WrittenRows,
  { planning, columns, consent, newAssets, pulled, problems }: Decided,
): Omit<Plan, 'attempt' | 'readUnits'> {
  const { imported, assets, now } = planning;
  const { listings, findings, warnings } = consent;
  const rows = new RowReader({ imported, assets, now }, columns);
  const typeOf = (name: string) =>
    newAssets.names.field(name)?.type ?? columns.contents.types.get(nameKey(name)) ?? 'text';
  const becomesOf = ({ column, examples }: Pick<Plan['columns'][number], 'column' | 'examples'>) =>
    examples.map((cell) => {
      const row = rows.alone(column, cell);
      return row && exampleOf(row, columns.targetOf(column), { settings: assets.settings, now, typeOf });
    });
  return {
    files: listings.map(({ name, format, optedOut }, file) => ({
      ...{ name, format, rows: rowsOf[file] ?? 0 },
      ...(optedOut && { optedOut }),
    })),
    columns: columns.show().map((column) => ({ ...column, becomes: becomesOf(column) })),
    ...(findings.length > 0 && { consent: findings }),
    ...written,
    problems: problems.all,
    newFields: newAssets.fields,
    newGroups: newAssets.groups,
    warnings: [
      ...warnings,
      ...columns.warnings,
      ...countryWarnings(columns, { imported, assets }),
      ...planWarnings(listings, written, { columns, newAssets, pulled }),
    ],
  };
}

/** Numbers are not taken for another country's than most others in silence. */
function countryWarnings(
  { countries }: ImportColumns,
  { imported, assets }: Pick<Planning, 'imported' | 'assets'>,
): readonly Refusal[] {
  const { country } = assets.settings;
  const other = imported.country === null ? countries.otherThan(country) : null;
  return country === null || other === null ? [] : [{ code: 'warn_country', country, other }];
}
