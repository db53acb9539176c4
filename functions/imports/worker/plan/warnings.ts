import type { Plan } from '../../../../shared/domain/imports/plan.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { Listing } from '../read/listing.ts';
import type { ImportColumns } from './columns.ts';
import type { NewAssets } from './new-assets.ts';
import type { PulledAssets } from './pulled-assets.ts';

interface Planned {
  readonly columns: ImportColumns;
  readonly newAssets: NewAssets;
  readonly pulled: PulledAssets;
}

/** What a caller should know before an import runs. */
export function planWarnings(
  listings: readonly Listing[],
  { rows, parts }: Pick<Plan, 'rows' | 'parts'>,
  { columns, newAssets, pulled }: Planned,
): readonly Refusal[] {
  const smart = [...newAssets.smart].map((group) => ({ code: 'warn_smart_group', group }) as const);
  const all: Refusal[] = [...listings.flatMap(({ warnings }) => warnings), ...smart, ...pulled.warnings];
  if (rows === 0) return [...all, { code: 'warn_nobody' }];
  if (!columns.has('urn') && !columns.has('uuid')) all.push({ code: 'warn_no_addresses' });
  return parts > 0 ? all : [...all, { code: 'all_rows_refused', rows }];
}
