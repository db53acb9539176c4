import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { orderOf, type Spot } from '../../domain/search/columns/order.ts';
import { rowOf } from '../../domain/search/columns/row.ts';
import type { Sort } from '../../domain/search/sort.ts';
import { readContacts } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { CursorError, type Neighbours } from '../paging/index.ts';
import type { SearchPlan } from './plan.ts';
import { type AccessPlace, nextBatch, startOf } from './read-batches.ts';
import { besides, spotPlaceOf } from './spots.ts';

/** No index has the order of these sorts, so every page reads all candidates, at half a unit each. */
export const SORTED_AT_MOST = 1_000;

/** The next matches in the given order, or those before; null when there are too many contacts to sort. */
export async function searchSorted(
  data: Data,
  workspace: WorkspaceId,
  plan: SearchPlan,
  page: { readonly sort: Sort; readonly limit: number; readonly cursor?: string | null | undefined },
): Promise<(Neighbours & { readonly contacts: readonly Contact[] }) | null> {
  const { sort, limit, cursor } = page;
  const place = spotPlaceOf(cursor, sort);
  if (place === null) throw new CursorError(`${cursor}`);
  const uuids = await candidates(data, workspace, plan);
  if (uuids === null) return null;
  const contacts = await readContacts(data, workspace, uuids);
  const { valueIn, compare } = orderOf(sort);
  const { from, back } = place;
  const ahead = (a: Spot, b: Spot) => (back ? -compare(a, b) : compare(a, b));
  const left = [...contacts.values()]
    .filter((item): item is Contact => !isTombstone(item) && plan.search.matches(item))
    .map((contact) => ({ contact, uuid: contact.uuid, value: valueIn(rowOf(contact)) }))
    .filter((spot) => from === null || ahead(spot, from) > 0)
    .sort(ahead);
  const shown = left.slice(0, limit);
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    contacts: (back ? shown.toReversed() : shown).map(({ contact }) => contact),
    ...besides(place, first && last ? { first, last } : null, left.length > limit, sort),
  };
}

async function candidates(data: Data, workspace: WorkspaceId, plan: SearchPlan): Promise<ContactId[] | null> {
  const uuids = new Set<ContactId>();
  let place: AccessPlace | null = startOf(plan.access);
  while (place !== null) {
    const limit = SORTED_AT_MOST + 1 - uuids.size;
    const { entries, next } = await nextBatch(data, workspace, place, { limit, order: 'newest' });
    for (const { uuid } of entries) uuids.add(uuid);
    if (uuids.size > SORTED_AT_MOST) return null;
    place = next;
  }
  return [...uuids];
}
