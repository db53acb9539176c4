import { besides, goesBySnapshot, type SearchPlan, spotPlaceOf } from '../../shared/data/search/index.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';
import { tellingOfBroken } from '../../shared/lambda/faults.ts';
import { type ShownSnapshot, unusedSnapshot } from '../../shared/lambda/unused-snapshot.ts';
import { type SnapshotPage, searchSnapshot } from '../../shared/services/snapshots/answer.ts';
import { askSnapshot } from '../../shared/services/snapshots/ask.ts';
import { snapshotSource } from '../../shared/services/snapshots/source.ts';
import type { ContactsPage, PageAt } from './contacts-page.ts';
import type { ContactListing } from './list-parse.ts';

type How = Extract<ContactListing, { by: 'query' }>['how'];
type Searching = Pick<RequestContext, 'runtime' | 'caller'>;

/** An answer by the snapshot; or why there is none, to be said with an answer that reads contacts. */
type BySnapshot = { readonly page: ContactsPage } | { readonly page: null; readonly snapshot: ShownSnapshot | null };

/** The page by the workspace's snapshot, if it is large enough to have one and all goes well. */
export async function listBySnapshot(
  plan: SearchPlan,
  how: How,
  { cursor, limit }: PageAt,
  { runtime, caller }: Searching,
): Promise<BySnapshot> {
  const sort = how === 'count' ? null : how;
  const place = spotPlaceOf(cursor, sort);
  const ways = { from: runtime.config.snapshotsFrom, parts: runtime.parts };
  if (place === null || !goesBySnapshot(plan, { ...ways, limit })) return { page: null, snapshot: null };
  const part = { ...place, limit: how === 'count' ? 0 : limit };
  const { workspace } = caller;
  const asked = await askSnapshot(tellingOfBroken(runtime), workspace, (snapshot) => {
    const source = snapshotSource(runtime, workspace, snapshot);
    return searchSnapshot(source, workspace, snapshot, { search: plan.search, sort }, part);
  });
  if (asked.found === null) return { page: null, snapshot: unusedSnapshot(asked) };
  const { found, asOf } = asked;
  const said = { used: true, as_of: formatInstant(asOf), behind: found.changed };
  return { page: shownPage(found, place.back, how, said, besides(place, found.ends, found.more, sort)) };
}

function shownPage(
  { contacts, total: count, lookedAt }: SnapshotPage,
  back: boolean,
  how: How,
  snapshot: ShownSnapshot,
  neighbours: Pick<ContactsPage, 'cursor' | 'previous'>,
): ContactsPage {
  const total = { count, exact: true, looked_at: lookedAt, candidates: lookedAt };
  if (how === 'count') return { items: [], cursor: null, previous: null, more: { total, snapshot } };
  return { items: back ? contacts.toReversed() : contacts, ...neighbours, more: { total, snapshot } };
}
