import type { Listing } from '../read/listing.ts';
import type { Columns } from './columns.ts';
import type { NewAssets } from './new-assets.ts';
import type { PulledAssets } from './pulled-assets.ts';
import type { Segments } from './segments.ts';

interface Planned {
  readonly columns: Columns;
  readonly newAssets: NewAssets;
  readonly pulled: PulledAssets;
  readonly segments: Segments | null;
}

/** What a caller should mind about an import before it runs. */
export function warningsOf(
  listings: readonly Listing[],
  rows: number,
  { columns, newAssets, pulled, segments }: Planned,
): readonly string[] {
  const smart = [...newAssets.smart].map(
    (name) => `${name} is a smart group: its query says who is in it, and the file does not.`,
  );
  const all = [...listings.flatMap(({ warnings }) => warnings), ...smart, ...pulled.warnings];
  if (segments !== null) all.push(...segments.warnings);
  if (rows === 0) return [...all, 'There is nobody in it.'];
  return columns.has('urn') || columns.has('uuid')
    ? all
    : [...all, 'No column has addresses: say in the mapping which one does, as "urn:tel" or "urn:mailto".'];
}
