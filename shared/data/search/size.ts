import { SEARCH_FOLDERS } from '../../domain/contacts/contact.ts';
import type { Counts } from '../../domain/counts.ts';

/** What one function of 3 GB goes through in a request, segment by segment. */
const CONTACTS_ALONE = 10_000_000;
/** What several go through, and what one writes anew in a quarter of an hour: some 75,000 a second. */
const CONTACTS_AT_MOST = 30_000_000;

/** All contacts of a workspace that are not deleted. */
export const populationOf = ({ folders }: Pick<Counts, 'folders'>): number =>
  SEARCH_FOLDERS.reduce((sum, folder) => sum + folders[folder], 0);

/**
 * Whether a workspace of this size is searched by a snapshot.
 *
 * @param from - contacts from which workspaces have one; undefined: none has
 * @param parts - functions that read parts of it; left out or null: none does
 */
export const hasSnapshot = (
  population: number,
  { from, parts }: { readonly from: number | undefined; readonly parts?: object | null | undefined },
): boolean => population >= (from ?? Infinity) && population <= (parts ? CONTACTS_AT_MOST : CONTACTS_ALONE);
