import {
  BY_MODIFICATION,
  countMatches,
  cursorOfSpot,
  planFor,
  type SearchPlan,
  SORTED_AT_MOST,
  type SpotPlace,
  searchContacts,
  searchSorted,
  spotPlaceOf,
} from '../../shared/data/search/index.ts';
import type { Sort } from '../../shared/domain/search/sort.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import type { ShownSnapshot } from '../../shared/lambda/unused-snapshot.ts';
import { printQuery } from '../../shared/query/query.ts';
import type { ContactsPage, PageAt } from './contacts-page.ts';
import { listBySnapshot } from './list-by-snapshot.ts';
import type { ContactListing } from './list-parse.ts';

type Searching = Extract<ContactListing, { by: 'query' }>;

/** Contacts that match a query: by the workspace's snapshot, or in the planned index's order, or by `sort`, or 400. */
export async function listBySearch(
  searching: Searching,
  place: PageAt,
  { runtime, caller }: RequestContext,
): Promise<ContactsPage> {
  const { search, asked, how } = searching;
  const plan = await planFor(runtime.data, caller.workspace, search);
  const query = asked ? { query: printQuery(search.query) } : {};
  const fast = await listBySnapshot(plan, how, place, { runtime, caller });
  if (fast.page) return { ...fast.page, more: { ...query, ...fast.page.more } };
  const read = how === 'count' ? countAll : how === null ? inOrderOfIndex : sortedBy(how, fast.snapshot?.why);
  const { more, ...found } = await read(plan, place, { runtime, caller });
  const snapshot = fast.snapshot && { snapshot: fast.snapshot };
  return { previous: null, ...found, more: { ...query, ...more, ...snapshot } };
}

type Found = Omit<ContactsPage, 'previous'> & Partial<Pick<ContactsPage, 'previous'>>;
type Reading = Pick<RequestContext, 'runtime' | 'caller'>;

async function inOrderOfIndex(plan: SearchPlan, place: PageAt, { runtime, caller }: Reading): Promise<Found> {
  const spot = spotPlaceOf(place.cursor, null);
  if (spot?.back) return backwards(plan, spot, place, { runtime, caller });
  // A snapshot's cursor of the first page names no place.
  const page = { ...place, cursor: spot?.from === null ? null : place.cursor };
  const { contacts, cursor, partial, progress } = await searchContacts(runtime.data, caller.workspace, plan, page);
  const far = progress && { progress: farOf(progress, plan) };
  return { items: contacts, cursor, ...(partial && { more: { partial, ...far } }) };
}

/** The page before a place in a list by a snapshot, which is not there any more: from there, oldest change first. */
async function backwards(
  plan: SearchPlan,
  { from }: SpotPlace,
  { limit }: PageAt,
  { runtime, caller }: Reading,
): Promise<Found> {
  const all = { ...plan, access: BY_MODIFICATION, others: [] };
  const page = { limit, order: 'oldest', ...(from && { cursor: cursorOfSpot({ from, back: false }, null) }) } as const;
  const { contacts, cursor, partial } = await searchContacts(runtime.data, caller.workspace, all, page);
  const [first, last] = [contacts[0], contacts.at(-1)].map((one) => one && { value: one.modifiedOn, uuid: one.uuid });
  const place = spotPlaceOf(cursor, null)?.from ?? last ?? null;
  // A page that its budget ended may show nobody: the next one begins where it ended.
  const next = from && cursorOfSpot({ from: first ?? place, back: false }, null);
  const previous = cursor === null ? null : cursorOfSpot({ from: place, back: true }, null);
  return { items: contacts.toReversed(), cursor: next, previous, ...(partial && { more: { partial } }) };
}

const SORT_WAITS = {
  making: 'sort_making',
  behind: 'sort_behind',
  broken: 'sort_broken',
  unavailable: 'sort_unavailable',
} as const satisfies Record<NonNullable<ShownSnapshot['why']>, string>;

/** @param why - a snapshot would sort them, but is not there; undefined: there will be none */
const sortedBy =
  (sort: Sort, why: ShownSnapshot['why']) =>
  async (plan: SearchPlan, place: PageAt, { runtime, caller }: Reading): Promise<Found> => {
    const found = await searchSorted(runtime.data, caller.workspace, plan, { ...place, sort });
    if (found === null) throw why ? refuse({ code: SORT_WAITS[why] }) : refuseSort(plan.explanation);
    const { contacts: items, ...neighbours } = found;
    return { items, ...neighbours };
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
