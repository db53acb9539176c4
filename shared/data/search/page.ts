import type { Contact } from '../../domain/contacts/contact.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { SearchFolder } from '../../domain/search/facts.ts';
import { type Histories, type HistoryNeeds, historyNeeds } from '../../domain/search/history.ts';
import { mayNameFlows, readSearch, withHistories } from '../../domain/search/search.ts';
import type { Data } from '../dynamo/index.ts';
import { listFlows, loadAssets } from '../workspace/index.ts';
import { planFor } from './plan.ts';
import { type PageBudget, searchContacts } from './search.ts';

/** For a page of a job: one message, of a minute at most, reads up to twenty. */
const BUDGET: PageBudget = { milliseconds: 2_000, readUnits: 1_000 };

/** The workspace no longer accepts a query that it once did: it names a group or field that is gone. */
export class QueryGoneError extends Error {
  readonly code = 'query_gone';
}

/**
 * The next up to `limit` matches of a stored query, oldest first, so that a contact that changes is not missed.
 * Relative dates count back from `at`. A short or empty page may have others after it.
 */
export async function pageSearch(
  data: Data,
  workspace: WorkspaceId,
  search: { readonly query: string; readonly within: SearchFolder | null; readonly at: Instant },
  readHistories: (needs: HistoryNeeds, at: Instant) => Promise<Histories>,
  page: { readonly limit: number; readonly cursor: string | null; readonly shard?: number | undefined },
): Promise<{ readonly contacts: readonly Contact[]; readonly cursor: string | null }> {
  const assets = await loadAssets(data, workspace);
  const flows = mayNameFlows(search.query) ? await listFlows(data, workspace) : [];
  const read = readSearch(search.query, search.within, assets, search.at, flows);
  if (!read.ok) throw new QueryGoneError(read.error.message);
  const needs = historyNeeds(read.search.query);
  const known = needs === null ? read.search : withHistories(read.search, await readHistories(needs, search.at));
  const plan = await planFor(data, workspace, known);
  return searchContacts(data, workspace, plan, { ...page, budget: BUDGET, order: 'oldest' });
}
