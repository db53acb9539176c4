import type { Import, Plan } from '../../../../shared/domain/imports/plan.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import type { Listing } from '../read/listing.ts';
import type { ImportColumns } from './columns.ts';
import type { NewAssets, PulledAssets } from './new-assets.ts';

interface Planned {
  readonly imported: Import;
  readonly assets: Assets;
  readonly columns: ImportColumns;
  readonly newAssets: NewAssets;
  readonly pulled: PulledAssets;
}

/** What a caller should know before an import runs. */
export function planWarnings(
  listings: readonly Listing[],
  { rows, parts, optOuts: { notFound }, lostRows }: Pick<Plan, 'rows' | 'parts' | 'optOuts' | 'lostRows'>,
  { columns, newAssets, pulled, ...of }: Planned,
): readonly Refusal[] {
  const smart = [...newAssets.smart].map((group) => ({ code: 'warn_smart_group', group }) as const);
  const all: Refusal[] = [
    ...countryWarnings(columns, of),
    ...(notFound > 0 ? [lostOptOuts(listings, notFound, lostRows)] : []),
    ...listings.flatMap(({ warnings }) => warnings),
    ...smart,
    ...pulled.warnings,
  ];
  if (rows === 0) return [...all, { code: 'warn_nobody' }];
  if (!columns.has('urn') && !columns.has('uuid')) all.push({ code: 'warn_no_addresses' });
  return parts > 0 ? all : [...all, { code: 'all_rows_refused', rows }];
}

/** Names the first rows; the report has them all. */
function lostOptOuts(listings: readonly Listing[], count: number, rows: Plan['lostRows']): Refusal {
  const where = rows.map(({ file, line }) => (listings.length === 1 ? `${line}` : `${listings[file]?.name} ${line}`));
  const named = { rows: where.join(', ') + (count > rows.length ? ` (+${count - rows.length})` : '') };
  return count === 1 ? { code: 'warn_opt_out_lost', ...named } : { code: 'warn_opt_outs_lost', count, ...named };
}

/** Numbers are not taken for another country's than most others in silence. */
function countryWarnings(
  { countries }: ImportColumns,
  { imported, assets }: Pick<Planned, 'imported' | 'assets'>,
): readonly Refusal[] {
  const { country } = assets.settings;
  const other = imported.country === null ? countries.otherThan(country) : null;
  return country === null || other === null ? [] : [{ code: 'warn_country', country, other }];
}
