import type * as z from 'zod/mini';
import { searchSnapshot } from '#snapshot-answer';
import { readContacts } from '../../shared/data/contacts/index.ts';
import { besides, goesBySnapshot, type SearchPlan, spotPlaceOf } from '../../shared/data/search/index.ts';
import {
  askForSnapshot,
  CHANGES_WORTH_ADDING,
  discardSnapshot,
  LATE_MICROS,
  readChanged,
  readSnapshot,
  type Snapshot,
  type SnapshotItem,
} from '../../shared/data/snapshots/index.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';
import { countBrokenSnapshot } from '../../shared/lambda/faults.ts';
import type { SnapshotMessage } from '../../shared/messages/snapshots.ts';
import type { SnapshotPage, Source } from '../../shared/services/snapshots/answer.ts';
import type { snapshotSchema } from './answers.schema.ts';
import type { ContactsPage, PageAt } from './contacts-page.ts';
import type { ContactListing } from './list-parse.ts';

type How = Extract<ContactListing, { by: 'query' }>['how'];
type Searching = Pick<RequestContext, 'runtime' | 'caller'>;
type Shown = z.output<typeof snapshotSchema>;

/** An answer by the snapshot; or why there is none, to be said with an answer that reads contacts. */
type BySnapshot = { readonly page: ContactsPage } | { readonly page: null; readonly snapshot: Shown | null };

/** The page by the workspace's snapshot, if it is large enough to have one and all goes well. */
export async function listBySnapshot(
  plan: SearchPlan,
  how: How,
  { cursor, limit }: PageAt,
  { runtime, caller }: Searching,
): Promise<BySnapshot> {
  const { data, config } = runtime;
  const sort = how === 'count' ? null : how;
  const place = spotPlaceOf(cursor, sort);
  if (place === null || !goesBySnapshot(plan, { from: config.snapshotsFrom, limit }))
    return { page: null, snapshot: null };
  const item = await readSnapshot(data, caller.workspace);
  if (!item?.snapshot)
    return { page: null, snapshot: await without(item, { why: 'making', as_of: null }, { runtime, caller }) };
  const as_of = formatInstant(item.snapshot.at);
  const part = { ...place, limit: how === 'count' ? 0 : limit };
  const found = await searchSnapshot(
    sourceOf(item.snapshot, { runtime, caller }),
    caller.workspace,
    item.snapshot,
    { search: plan.search, sort },
    part,
  );
  if ('problem' in found)
    return { page: null, snapshot: await without(item, { why: found.problem, as_of }, { runtime, caller }, found) };
  const { page } = found;
  await ask(item, page.changed > CHANGES_WORTH_ADDING, { runtime, caller });
  return {
    page: shownPage(
      page,
      place.back,
      how,
      { used: true, as_of, behind: page.changed },
      besides(place, page.ends, page.more, sort),
    ),
  };
}

const sourceOf = ({ at }: Snapshot, { runtime: { data, files }, caller: { workspace } }: Searching): Source => ({
  files,
  readChanged: () => readChanged(data, workspace, at),
  readContacts: (uuids) => readContacts(data, workspace, uuids),
});

function shownPage(
  { contacts, total: count, lookedAt }: SnapshotPage,
  back: boolean,
  how: How,
  snapshot: Shown,
  neighbours: Pick<ContactsPage, 'cursor' | 'previous'>,
): ContactsPage {
  const total = { count, exact: true, looked_at: lookedAt, candidates: lookedAt };
  if (how === 'count') return { items: [], cursor: null, previous: null, more: { total, snapshot } };
  return { items: back ? contacts.toReversed() : contacts, ...neighbours, more: { total, snapshot } };
}

/** Has a snapshot made that is missing or broken, or brought up to date. */
async function without(
  item: SnapshotItem | null,
  { why, as_of }: Pick<Shown, 'why' | 'as_of'>,
  context: Searching,
  { error }: { readonly error?: Error } = {},
): Promise<Shown> {
  const { runtime, caller } = context;
  if (error) runtime.logger.error('A snapshot cannot be read', error);
  // Otherwise it was replaced meanwhile, and its files have gone as they should.
  if (why === 'broken' && item !== null && (await discardSnapshot(runtime.data, caller.workspace, item)))
    countBrokenSnapshot(runtime.metrics);
  await ask(item, why !== 'unavailable', context);
  return { used: false, as_of, why };
}

/**
 * Asks for a snapshot, or that it is brought up to date. One that just was gains nothing, as changes of some minutes
 * are read each time. A search does not fail for it.
 */
async function ask(item: SnapshotItem | null, isWanted: boolean, { runtime, caller }: Searching): Promise<void> {
  const { data, queues, logger } = runtime;
  const { workspace } = caller;
  const now = runtime.now();
  const isFresh = (item?.snapshot?.at ?? 0) > now - LATE_MICROS;
  try {
    const isDue = await askForSnapshot(data, workspace, { now, item, wanted: isWanted && !isFresh });
    if (isDue) await queues.send('snapshots', [{ workspace } satisfies SnapshotMessage], workspace);
  } catch (error) {
    logger.warn('No snapshot was asked for', error as Error);
  }
}
