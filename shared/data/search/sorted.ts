import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { parseOutside } from '../../domain/json-nesting.ts';
import { comparePlaces, type Sort, type SortPlace, sortPlaceOf } from '../../domain/search/sort.ts';
import { readContacts } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { CursorError } from '../paging/index.ts';
import type { SearchPlan } from './plan.ts';
import { type AccessPlace, nextBatch, startOf } from './read-batches.ts';
import type { SearchPage } from './search.ts';

/** No index has the order of these sorts, so every page reads all candidates, at half a unit each. */
export const SORTED_AT_MOST = 1_000;

/** The next matches in the given order; null when there are too many contacts to sort. */
export async function searchSorted(
  data: Data,
  workspace: WorkspaceId,
  plan: SearchPlan,
  page: { readonly sort: Sort; readonly limit: number; readonly cursor?: string | null | undefined },
): Promise<Omit<SearchPage, 'progress'> | null> {
  const { sort, limit, cursor } = page;
  const behind = cursor ? readCursor(cursor) : null;
  const uuids = await candidates(data, workspace, plan);
  if (uuids === null) return null;
  const contacts = await readContacts(data, workspace, uuids);
  const left = [...contacts.values()]
    .filter((item): item is Contact => !isTombstone(item) && plan.search.matches(item))
    .map((contact) => ({ contact, place: sortPlaceOf(contact, sort) }))
    .filter(({ place }) => behind === null || comparePlaces(place, behind, sort) > 0)
    .sort((a, b) => comparePlaces(a.place, b.place, sort));
  const shown = left.slice(0, limit);
  const last = left.length > limit ? shown.at(-1) : undefined;
  return {
    contacts: shown.map(({ contact }) => contact),
    cursor: last ? cursorOf(last.place) : null,
    partial: false,
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

const cursorOf = (place: SortPlace): string => Buffer.from(JSON.stringify(place)).toString('base64url');

function readCursor(cursor: string): SortPlace {
  const text = Buffer.from(cursor, 'base64url').toString();
  const place = parseOutside(text);
  if (!isPlace(place)) throw new CursorError(cursor);
  return place;
}

const isPlace = (place: unknown): place is SortPlace =>
  Array.isArray(place) &&
  place.length === 2 &&
  (place[0] === null || typeof place[0] === 'number' || typeof place[0] === 'string') &&
  /^[0-9a-f-]{36}$/.test(String(place[1]));
