import {
  countMatches,
  planFor,
  type SearchPlan,
  SORTED_AT_MOST,
  searchContacts,
  searchSorted,
} from '../../shared/data/search/index.ts';
import type { Sort } from '../../shared/domain/search/sort.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import { printQuery } from '../../shared/query/query.ts';
import type { ContactsPage, PageAt } from './contacts-page.ts';
import type { ContactListing } from './list-parse.ts';

type Searching = Extract<ContactListing, { by: 'query' }>;

/** Contacts that match a query, forwards only, in the planned index's order; `sort` asks for exactly that, or 400. */
export async function listBySearch(
  searching: Searching,
  place: PageAt,
  { runtime, caller }: RequestContext,
): Promise<ContactsPage> {
  const { search, asked, how } = searching;
  const plan = await planFor(runtime.data, caller.workspace, search);
  const read = how === 'count' ? countAll : how === null ? inOrderOfIndex : sortedBy(how);
  const { more, ...found } = await read(plan, place, { runtime, caller });
  return { previous: null, ...found, more: { ...(asked && { query: printQuery(search.query) }), ...more } };
}

type Found = Omit<ContactsPage, 'previous'>;
type Reading = Pick<RequestContext, 'runtime' | 'caller'>;

async function inOrderOfIndex(plan: SearchPlan, place: PageAt, { runtime, caller }: Reading): Promise<Found> {
  const { contacts, cursor, partial, progress } = await searchContacts(runtime.data, caller.workspace, plan, place);
  const far = progress && { progress: farOf(progress, plan) };
  return { items: contacts, cursor, ...(partial && { more: { partial, ...far } }) };
}

const sortedBy =
  (sort: Sort) =>
  async (plan: SearchPlan, place: PageAt, { runtime, caller }: Reading): Promise<Found> => {
    const found = await searchSorted(runtime.data, caller.workspace, plan, { ...place, sort });
    if (found === null) throw refuseSort(plan.explanation);
    return { items: found.contacts, cursor: found.cursor };
  };

async function countAll(plan: SearchPlan, { cursor }: PageAt, { runtime, caller }: Reading): Promise<Found> {
  const { count, ...counted } = await countMatches(runtime.data, caller.workspace, plan, { cursor });
  const total = { count, exact: counted.cursor === null, ...farOf(counted, plan) };
  return { items: [], cursor: counted.cursor, more: { total } };
}

/** The counts may lag behind the contacts already looked at. */
const farOf = ({ lookedAt }: { readonly lookedAt: number }, { candidates }: SearchPlan) => ({
  looked_at: lookedAt,
  candidates: Math.max(candidates, lookedAt),
});

const refuseSort = (plan: string) =>
  refuse({ code: 'too_many_to_sort', most: SORTED_AT_MOST.toLocaleString('en'), plan });
