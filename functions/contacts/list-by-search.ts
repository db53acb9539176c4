import { planFor, SORTED_AT_MOST, searchContacts, searchSorted } from '../../shared/data/search/index.ts';
import { parseSort, SORT_KEYS, type Sort } from '../../shared/domain/search/sort.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import type { LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { PAGE_SIZE } from '../../shared/lambda/page.ts';
import { requireSearch } from '../../shared/lambda/queries.ts';
import { printQuery } from '../../shared/query/query.ts';
import type { Listed } from './list.ts';
import { folderParam, refuseTogether } from './list-params.ts';

/**
 * Contacts that match a query, in the order of the index that the plan reads: folders newest day first, groups by uuid.
 * With `sort` in that order exactly, or not at all. A search is read forwards only: no page leads back.
 */
export async function listBySearch(request: Request): Promise<Listed> {
  const { query, runtime, caller } = request;
  refuseTogether(query, 'query', ['uuid', 'urn', 'group', 'deleted', 'before', 'after', 'reverse']);
  const sort = sortParam(query['sort']);
  const search = requireSearch(request, query['query'] ?? '', folderParam(query['folder']));
  const plan = await planFor(runtime.data, caller.workspace, search);
  const place = { limit: PAGE_SIZE, cursor: query['cursor'] };
  const found = sort
    ? await searchSorted(runtime.data, caller.workspace, plan, { ...place, sort })
    : await searchContacts(runtime.data, caller.workspace, plan, place);
  if (found === null) throw refuseSort(plan.explanation);
  return {
    items: found.contacts,
    cursor: found.cursor,
    previous: null,
    more: { query: printQuery(search.query), ...(found.partial && { partial: true }) },
  };
}

function sortParam(text: string | undefined): Sort | null {
  if (text === undefined) return null;
  const sort = parseSort(text);
  if (!sort)
    throw refuse(`Param 'sort': ${text} is not one of ${SORT_KEYS.join(', ')}, with - before it for descending.`);
  return sort;
}

const refuseSort = (explanation: string) =>
  refuse(
    `Param 'sort': only up to ${SORTED_AT_MOST.toLocaleString('en')} contacts can be sorted, and this search has to look at more. ` +
      `Narrow it by a group, a folder or days, or leave out sort. ${explanation}`,
  );
