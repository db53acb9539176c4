import { SHARDS_UNITS } from '../contacts/index.ts';
import type { SearchPlan } from './plan.ts';

/** What one function of 3 GB goes through in a request, segment by segment. */
const CONTACTS_ALONE = 10_000_000;
/** What several go through, and what one writes anew in a quarter of an hour: some 75,000 a second. */
const CONTACTS_AT_MOST = 30_000_000;

/** How a search may go by a snapshot. */
interface BySnapshot {
  /** Contacts from which workspaces have snapshots; undefined: none has. */
  readonly from: number | undefined;
  /** Functions that read parts of it; left out or null: none does. */
  readonly parts?: object | null | undefined;
}

/** Whether a workspace of this size has a snapshot. */
export const hasSnapshot = (population: number, { from, parts }: BySnapshot): boolean =>
  population >= (from ?? Infinity) && population <= (parts ? CONTACTS_AT_MOST : CONTACTS_ALONE);

/**
 * Whether a search goes by the workspace's snapshot, if it has one: its size is right, and the search does not name so
 * few contacts that their own addresses lead to all of them.
 *
 * @param limit - contacts of a page
 */
export function goesBySnapshot(
  { search, access, candidates, population }: SearchPlan,
  { from, parts, limit }: BySnapshot & { readonly limit: number },
): boolean {
  // Who ran through a flow is known here alone.
  if (!hasSnapshot(population, { from, parts: search.flowsOf === null ? parts : null })) return false;
  return access.type !== 'nobody' && (access.type !== 'contacts' || candidates > limit);
}

/** Read units of a page, without what changed since the snapshot: both halves of the index, its item, the contacts. */
export const snapshotUnits = (limit: number): number => 2 * SHARDS_UNITS + 1 + limit / 2;
