import type { WorkspaceId } from '../../domain/ids.ts';
import type { Data } from '../dynamo/index.ts';
import { CursorError } from '../paging/index.ts';
import type { SearchPlan } from './plan.ts';
import { type PageBudget, searchContacts } from './search.ts';

/** How many match: all of them once `cursor` is null, and until then so many at least. */
export interface Counted {
  readonly count: number;
  readonly lookedAt: number;
  /** Where counting goes on: it carries the numbers so far. */
  readonly cursor: string | null;
}

/** More than the budget of a page can find, so that only it ends the counting. */
const UNBOUNDED = 1_000_000;

/**
 * Counts the matches of a search as far as the budget of one page reaches, on top of what was counted before `cursor`: a page's cursor will
 * do, too. It reads what a list of all matches would read.
 */
export async function countMatches(
  data: Data,
  workspace: WorkspaceId,
  plan: SearchPlan,
  page: { readonly cursor?: string | null | undefined; readonly budget?: PageBudget } = {},
): Promise<Counted> {
  const { progress, cursor } = await searchContacts(data, workspace, plan, { ...page, limit: UNBOUNDED });
  // A number that leaves out what came before would look like the right one.
  if (progress === null) throw new CursorError(page.cursor ?? '');
  return { count: progress.found, lookedAt: progress.lookedAt, cursor };
}
