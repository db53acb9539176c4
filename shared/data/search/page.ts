import { type Contact, SEARCH_FOLDERS, type SearchFolder } from '../../domain/contacts/contact.ts';
import type { Counts } from '../../domain/contacts/counts.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Histories, type HistoryNeeds, historyNeeds } from '../../domain/search/history.ts';
import { mayNameFlows, readSearch, type Search, withHistories } from '../../domain/search/search.ts';
import { errorNamed } from '../../query/error-named.ts';
import type { Data } from '../dynamo/index.ts';
import { listFlows, loadAssets } from '../workspace/index.ts';
import { type PageBudget, searchContacts } from './read.ts';

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

/** For a page of a job: one message, of a minute at most, reads up to twenty. */
const BUDGET: PageBudget = { milliseconds: 2_000, readUnits: 1_000 };

/** The workspace no longer accepts a query that it once did: it names a group or field that is gone. */
export class QueryGoneError extends errorNamed('QueryGoneError') {
  readonly code = 'query_gone';
}

/** The search of a stored query. Relative dates count back from `at`. Throws QueryGoneError. */
export async function loadSearch(
  data: Data,
  workspace: WorkspaceId,
  stored: { readonly query: string; readonly within: SearchFolder | null; readonly at: Instant },
  readHistories: (needs: HistoryNeeds, at: Instant) => Promise<Histories>,
): Promise<Search> {
  const assets = await loadAssets(data, workspace);
  const flows = mayNameFlows(stored.query) ? await listFlows(data, workspace) : [];
  const read = readSearch(stored.query, stored.within, assets, stored.at, flows);
  if (!read.ok) throw new QueryGoneError(read.error.message);
  const needs = historyNeeds(read.search.query);
  return needs === null ? read.search : withHistories(read.search, await readHistories(needs, stored.at));
}

/**
 * The next up to `limit` matches of a search, oldest first, so that a contact that changes is not missed. A short or
 * empty page may have others after it.
 */
export async function pageSearch(
  data: Data,
  workspace: WorkspaceId,
  search: Search,
  page: {
    readonly limit: number;
    readonly cursor: string | null;
    readonly shard?: number | undefined;
    /** Only these contacts are taken. */
    readonly only?: (uuid: ContactId) => boolean;
  },
): Promise<{ readonly contacts: readonly Contact[]; readonly cursor: string | null }> {
  const { only } = page;
  const matches = (contact: Contact) => only?.(contact.uuid) !== false && search.matches(contact);
  const reading = { ...page, by: 'folders', budget: BUDGET, order: 'oldest' } as const;
  return searchContacts(data, workspace, { ...search, matches }, reading);
}
