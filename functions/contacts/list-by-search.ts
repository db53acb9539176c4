import { readCounts } from '../../shared/data/counts/index.ts';
import { CursorError } from '../../shared/data/paging/index.ts';
import {
  ALL_AT_ONCE,
  besides,
  cursorOfSpot,
  hasSnapshot,
  populationOf,
  READ_AT_MOST,
  type SpotPlace,
  searchContacts,
  searchWhole,
  spotPlaceOf,
} from '../../shared/data/search/index.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { namedBy } from '../../shared/domain/search/named.ts';
import type { Search } from '../../shared/domain/search/search.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { type ShownSnapshot, unusedSnapshot } from '../../shared/lambda/http/snapshot.ts';
import { tellingOfBroken } from '../../shared/lambda/invocation/faults.ts';
import { printQuery } from '../../shared/query/query.ts';
import { searchSnapshot } from '../../shared/services/snapshots/answer.ts';
import { askSnapshot } from '../../shared/services/snapshots/ask.ts';
import { snapshotSource } from '../../shared/services/snapshots/source.ts';
import type { ContactsPage, PageAt } from './contacts-page.ts';
import type { ContactListing } from './list-parse.ts';

type Searching = Extract<ContactListing, { by: 'query' }>;
type Reading = Pick<RequestContext, 'runtime' | 'caller'>;
/** A search, and how many people the workspace has. */
type Sized = Pick<Searching, 'search' | 'how'> & { readonly population: number };

/** Contacts that match a query: by the snapshot of a large workspace, by the table of a small one; in any order. */
export async function listBySearch(
  { search, how, asked }: Searching,
  place: PageAt,
  { runtime, caller }: RequestContext,
): Promise<ContactsPage> {
  const population = populationOf(await readCounts(runtime.data, caller.workspace));
  const sized = { search, how, population };
  const fast = await listBySnapshot(sized, place, { runtime, caller });
  const { more, ...found } = fast?.page ?? (await listByTable(sized, place, { runtime, caller }, fast?.snapshot));
  const query = asked && { query: printQuery(search.query) };
  return { ...found, more: { ...query, ...more, ...(fast && { snapshot: fast.snapshot }) } };
}

/** The page; or why there is none. Null where the table is read: of small workspaces, and of contacts with names. */
async function listBySnapshot(
  { search, how, population }: Sized,
  { cursor, limit }: PageAt,
  { runtime, caller }: Reading,
): Promise<{ readonly page: ContactsPage | null; readonly snapshot: ShownSnapshot } | null> {
  const sort = how === 'count' ? null : how;
  const place = spotPlaceOf(cursor, sort);
  if (place === null || !goesBySnapshot(search, population, runtime)) return null;
  const { workspace } = caller;
  const part = { ...place, limit: how === 'count' ? 0 : limit };
  const asked = await askSnapshot(tellingOfBroken(runtime), workspace, (snapshot) =>
    searchSnapshot(snapshotSource(runtime, workspace, snapshot), workspace, snapshot, { search, sort }, part),
  );
  if (asked.found === null) return { page: null, snapshot: unusedSnapshot(asked) };
  const { contacts, ends, more, total, lookedAt, changed } = asked.found;
  const page = {
    items: place.back ? contacts.toReversed() : contacts,
    ...(how === 'count' ? NO_PAGES : besides(place, ends, more, sort)),
    more: { total: exactly(total, lookedAt) },
  };
  return { page, snapshot: { used: true, as_of: formatInstant(asked.asOf), behind: changed } };
}

function goesBySnapshot(search: Search, population: number, { config, parts }: Reading['runtime']): boolean {
  // Who ran through a flow is known here alone.
  const ways = { from: config.snapshotsFrom, parts: search.flowsOf === null ? parts : null };
  return hasSnapshot(population, ways) && namedBy(search.query.root) === null;
}

const NO_PAGES = { cursor: null, previous: null };

const exactly = (count: number, lookedAt: number) => ({
  count,
  exact: true,
  looked_at: lookedAt,
  candidates: lookedAt,
});

/** By the table: whom the query names, or all of a small workspace for an order; else page by page. */
async function listByTable(
  sized: Sized,
  place: PageAt,
  { runtime, caller }: Reading,
  snapshot: ShownSnapshot | undefined,
): Promise<ContactsPage> {
  const { search, how, population } = sized;
  const reading = { population, sort: how === 'count' ? null : how, ...place };
  const whole = await searchWhole(runtime.data, caller.workspace, search, reading);
  if (whole !== null) {
    const { contacts, total, lookedAt, ...neighbours } = whole;
    if (how !== 'count') return { items: contacts, ...neighbours };
    return { items: [], ...NO_PAGES, more: { total: exactly(total, lookedAt) } };
  }
  if (how === 'count') return countOn(sized, place, { runtime, caller });
  if (how === null) return inOrder(sized, place, { runtime, caller });
  throw refuse(
    snapshot ? { code: 'sort_making' } : { code: 'too_many_to_sort', most: READ_AT_MOST.toLocaleString('en') },
  );
}

/** Counts on from where the last request ended; a small workspace at once. */
async function countOn({ search, population }: Sized, { cursor }: PageAt, { runtime, caller }: Reading) {
  const page = { by: 'folders', limit: Infinity, cursor, budget: ALL_AT_ONCE } as const;
  const { cursor: next, progress } = await searchContacts(runtime.data, caller.workspace, search, page);
  // Without what was counted before, the number would be wrong but look right.
  if (progress === null) throw new CursorError(`${cursor}`);
  const total = { count: progress.found, exact: next === null, ...farOf(progress, population) };
  return { items: [], cursor: next, previous: null, more: { total } };
}

/** The counts may lag behind the contacts already looked at. */
const farOf = ({ lookedAt }: { readonly lookedAt: number }, population: number) => ({
  looked_at: lookedAt,
  candidates: Math.max(population, lookedAt),
});

/** Newest change first, as by a snapshot, whose cursors lead on here. */
async function inOrder(sized: Sized, place: PageAt, { runtime, caller }: Reading): Promise<ContactsPage> {
  const { search, population } = sized;
  const spot = spotPlaceOf(place.cursor, null);
  if (spot?.back) return backwards(sized, spot, place, { runtime, caller });
  // The cursor of a first page names no place.
  const page = { by: 'modified', limit: place.limit, cursor: spot?.from === null ? null : place.cursor } as const;
  const { contacts, cursor, partial, progress } = await searchContacts(runtime.data, caller.workspace, search, page);
  const far = progress && { progress: farOf(progress, population) };
  const more = partial && { more: { partial, ...far } };
  return { items: contacts, cursor, previous: null, ...more };
}

/** The page before a place: from there, oldest change first. */
async function backwards(
  { search }: Sized,
  { from }: SpotPlace,
  { limit }: PageAt,
  { runtime, caller }: Reading,
): Promise<ContactsPage> {
  const start = from && { cursor: cursorOfSpot({ from, back: false }, null) };
  const page = { by: 'modified', limit, order: 'oldest', ...start } as const;
  const { contacts, cursor, partial } = await searchContacts(runtime.data, caller.workspace, search, page);
  const [first, last] = [contacts[0], contacts.at(-1)].map((one) => one && { value: one.modifiedOn, uuid: one.uuid });
  const place = spotPlaceOf(cursor, null)?.from ?? last ?? null;
  // A page that its budget ended may show nobody: the next one begins where it ended.
  const next = from && cursorOfSpot({ from: first ?? place, back: false }, null);
  const previous = cursor === null ? null : cursorOfSpot({ from: place, back: true }, null);
  return { items: contacts.toReversed(), cursor: next, previous, ...(partial && { more: { partial } }) };
}
