import type { WorkspaceId } from '../../domain/ids.ts';
import type { Data } from '../dynamo/index.ts';
import { CursorError } from '../paging/index.ts';
import type { SearchPlan } from './plan.ts';
import { type PageBudget, searchContacts } from './search.ts';

/** How many match: all of them when `cursor` is null, otherwise at least so many. */
interface Counted {
  readonly count: number;
  readonly lookedAt: number;
  /** Where counting continues; it carries the numbers so far. */
  readonly cursor: string | null;
}

/** More than a page's budget can find, so that only the budget ends the counting. */
const UNBOUNDED = 1_000_000;

/** Counts a search's matches within one page's budget, and adds those counted before `cursor`. */
export async function countMatches(
  data: Data,
  workspace: WorkspaceId,
  plan: SearchPlan,
  page: { readonly cursor?: string | null | undefined; readonly budget?: PageBudget } = {},
): Promise<Counted> {
  const { progress, cursor } = await searchContacts(data, workspace, plan, { ...page, limit: UNBOUNDED });
  // Without the earlier progress, the number would be wrong but look right.
  if (progress === null) throw new CursorError(page.cursor ?? '');
  return { count: progress.found, lookedAt: progress.lookedAt, cursor };
}
