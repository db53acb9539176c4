import { planFor, SORTED_AT_MOST, searchContacts, searchSorted } from '../../shared/data/search/index.ts';
import type { Context } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import { printQuery } from '../../shared/query/query.ts';
import type { Listed, PageAt } from './list.ts';
import type { Listing } from './list-parse.ts';

type Searching = Extract<Listing, { by: 'query' }>;

/**
 * Contacts that match a query, in the order of the index that the plan reads: folders newest day first, groups by uuid.
 * With `sort` in that order exactly, or not at all (400). A search is read forwards only: no page leads back.
 */
export async function listBySearch(
  { search, sort, asked }: Searching,
  place: PageAt,
  { runtime, caller }: Context,
): Promise<Listed> {
  const plan = await planFor(runtime.data, caller.workspace, search);
  const found = sort
    ? await searchSorted(runtime.data, caller.workspace, plan, { ...place, sort })
    : await searchContacts(runtime.data, caller.workspace, plan, place);
  if (found === null) throw refuseSort(plan.explanation);
  return {
    items: found.contacts,
    cursor: found.cursor,
    previous: null,
    more: { ...(asked && { query: printQuery(search.query) }), ...(found.partial && { partial: true }) },
  };
}

const refuseSort = (explanation: string) =>
  refuse(
    `Param 'sort': only up to ${SORTED_AT_MOST.toLocaleString('en')} contacts can be sorted, and this search has to look at more. ` +
      `Narrow it by a group, a folder or days, or leave out sort. ${explanation}`,
  );
