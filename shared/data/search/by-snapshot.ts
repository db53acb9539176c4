import { SHARDS_UNITS } from '../contacts/index.ts';
import type { SearchPlan } from './plan.ts';

/** What one function of 3 GB goes through in a request, segment by segment. */
const CONTACTS_AT_MOST = 10_000_000;

/** Whether a workspace of this size has a snapshot. */
export const hasSnapshot = (population: number, from: number | undefined): boolean =>
  population >= (from ?? Infinity) && population <= CONTACTS_AT_MOST;

/**
 * Whether a search goes by the workspace's snapshot, if it has one: its size is right, and the search does not name so
 * few contacts that their own addresses lead to all of them.
 *
 * @param from - contacts from which workspaces have snapshots; undefined: none has
 */
export function goesBySnapshot(
  { access, candidates, population }: SearchPlan,
  { from, limit }: { readonly from: number | undefined; readonly limit: number },
): boolean {
  if (!hasSnapshot(population, from)) return false;
  return access.type !== 'nobody' && (access.type !== 'contacts' || candidates > limit);
}

/** Read units of a page, without what changed since the snapshot: both halves of the index, its item, the contacts. */
export const snapshotUnits = (limit: number): number => 2 * SHARDS_UNITS + 1 + limit / 2;
