/**
 * Counts all contacts of a workspace anew while they change, and replaces the kept counts by the sum at one moment, the
 * cut. A repair counts contacts that are unchanged since then as it reads them. Of a changed one the stream keeps what
 * it was at the cut (recount-items.ts). Rows of the stream after the cut stay: they belong to windows, and the cut lies
 * between two. Each step is on condition that the recount has not moved since it was read.
 */
import { randomUUID } from 'node:crypto';
import { addDeltas, type CountsDelta, differenceOf, NO_CHANGE } from '../../domain/contacts/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant, instant } from '../../domain/instant.ts';
import { pageIndex, readContacts, type ShardPlace } from '../contacts/index.ts';
import {
  allOf,
  CONFLICT,
  type Data,
  equals,
  type ItemCondition,
  isAbsent,
  isRaising,
  put,
  RACES,
  remove,
  retryOnConflict,
  shardsOf,
  transact,
  write,
} from '../dynamo/index.ts';
import { isAdded, putBase, readBase, readCountsAt } from './counts.ts';
import { rowsOf, windowOfName } from './items.ts';
import { crossedAmong, cutAfter, type Recount, readRecount, recountKey, windowOfCut } from './recount-items.ts';

/** By then, the stream's functions know of the recount. */
const BEFORE_CUT_MICROS = 10_000_000;
/** How much later than its own time a write may happen: twice the minute that a function runs at most (ADR 022). */
const AFTER_CUT_MICROS = 120_000_000;

const BEGINNING: ShardPlace = { life: 'live', shard: 0, after: null };

/** Begins a recount. It takes the place of any other, whose steps do nothing from then on. */
export function beginRecount(data: Data, workspace: WorkspaceId, now: Instant): Promise<Recount> {
  return retryOnConflict(RACES, `the recount of ${workspace}`, async () => {
    const known = await readRecount(data, workspace, { consistent: true });
    const cut = cutAfter(instant(now + BEFORE_CUT_MICROS));
    const recount: Recount = { id: randomUUID(), cut, step: 0, checking: BEGINNING, next: 0, ...NO_CHANGE };
    const base = await readBase(data, workspace);
    const written = await transact(data, [
      put('workspace', { ...recountKey(workspace), ...recount }, known === null ? isAbsent : equals('id', known.id)),
      putBase(workspace, base, { ...base, since: { from: windowOfCut(recount), ...NO_CHANGE } }),
    ]);
    return written.ok ? recount : CONFLICT;
  });
}

/** The recount with this id; null when another took its place. */
async function running(data: Data, workspace: WorkspaceId, id: string): Promise<Recount | null> {
  const recount = await readRecount(data, workspace, { consistent: true });
  return recount?.id === id ? recount : null;
}

const stillAt = ({ id, step }: Recount): ItemCondition => allOf(equals('id', id), equals('step', step));

/** Does nothing when another step was faster. */
async function move(data: Data, workspace: WorkspaceId, recount: Recount, to: Partial<Recount>): Promise<void> {
  const moved = { ...recount, ...to, step: recount.step + 1 };
  await transact(data, [put('workspace', { ...recountKey(workspace), ...moved }, stillAt(recount))]);
}

/** Contacts that are checked in one step. */
const PAGE = 1_000;

interface Checking {
  readonly now: Instant;
  /** Of a step before: what it knew of contacts that were created since the cut. */
  readonly known?: CreatedSince | undefined;
  readonly most?: number | undefined;
}

type CreatedSince = Awaited<ReturnType<typeof readCountsAt>>['isNew'];

type Checked =
  | { readonly state: 'whole' | 'behind' }
  | { readonly state: 'checking'; readonly known: CreatedSince | undefined };

/**
 * Checks of the next contacts that the index lists after the cut whether the stream has brought their changes: what
 * they were at the cut, or that they were created since. A contact's own `created_on` says nothing of that, as people
 * set it. Safe to repeat, and to do at the same time.
 */
export async function checkChanges(
  data: Data,
  workspace: WorkspaceId,
  id: string,
  { now, known, most = PAGE }: Checking,
): Promise<Checked> {
  const recount = await running(data, workspace, id);
  if (!recount?.checking) return { state: 'whole' };
  // A contact that moves to another shard might be passed over.
  if (now < recount.cut + AFTER_CUT_MICROS || isRaising(data, workspace)) return { state: 'behind' };
  const { uuids, cursor } = await pageIndex(data, workspace, recount.checking, { after: recount.cut, limit: most });
  const crossed = await crossedAmong(data, workspace, id, uuids);
  let others = uuids.filter((uuid) => !crossed.has(uuid) && !known?.(uuid));
  let isNew = known;
  if (others.length > 0) {
    ({ isNew } = await readCountsAt(data, workspace, recount.cut));
    others = others.filter((uuid) => !isNew?.(uuid));
    // What was created is kept for two days. Later only the contact itself can say it.
    const isLong = now > addDays(recount.cut, 1);
    const read = [...(await readContacts(data, workspace, others)).values()];
    others = read.filter(({ createdOn }) => !isLong || createdOn < recount.cut).map(({ uuid }) => uuid);
  }
  if (others.length > 0) return { state: 'behind' };
  await move(data, workspace, recount, { checking: placeAfter(data, workspace, recount.checking, cursor) });
  return { state: 'checking', known: isNew };
}

/** Through the shards of live contacts, then of deleted ones; null at the end. */
function placeAfter(
  data: Data,
  workspace: WorkspaceId,
  { life, shard }: ShardPlace,
  after: string | null,
): ShardPlace | null {
  if (after !== null) return { life, shard, after };
  if (shard + 1 < shardsOf(data, workspace).length) return { life, shard: shard + 1, after: null };
  return life === 'live' ? { ...BEGINNING, life: 'deleted' } : null;
}

/** Adds what one group of contacts counted; groups come in order, and one that comes again adds nothing. */
export async function addCounted(
  data: Data,
  workspace: WorkspaceId,
  id: string,
  group: number,
  counted: CountsDelta,
): Promise<void> {
  const recount = await running(data, workspace, id);
  if (!recount || recount.next > group) return;
  await move(data, workspace, recount, { ...addDeltas(recount, counted), next: group + 1 });
}

/**
 * All groups are added: the sum takes the place of the kept counts. Returns by how much these were too high (negative:
 * too low); null when another recount, or another run, was faster.
 */
export function endRecount(data: Data, workspace: WorkspaceId, id: string): Promise<CountsDelta | null> {
  return retryOnConflict<CountsDelta | null>(RACES, `the counts of ${workspace}`, async () => {
    const recount = await running(data, workspace, id);
    if (recount === null || recount.checking !== null) return null;
    const from = windowOfCut(recount);
    const { version, since, ...base } = await readBase(data, workspace);
    if (since?.from !== from) return (await running(data, workspace, id)) === null ? null : CONFLICT;
    let kept = differenceOf(since, base);
    for await (const row of rowsOf(data, workspace, 'ROW')) {
      if (isAdded({ version, ...base }, row) && windowOfName(row.name) < from) kept = addDeltas(kept, row);
    }
    const written = await transact(data, [
      putBase(workspace, { version, ...base }, { from, ...addDeltas(recount, since) }),
      remove('workspace', recountKey(workspace), stillAt(recount)),
    ]);
    return written.ok ? differenceOf(recount, kept) : CONFLICT;
  });
}

/** Ends the recount with this id without a result: something was not read. */
export async function dropRecount(data: Data, workspace: WorkspaceId, id: string): Promise<void> {
  await write(data, remove('workspace', recountKey(workspace), equals('id', id)));
}

/** Ends any recount without a result: it might count a contact twice that moves to another shard. */
export async function abandonRecount(data: Data, workspace: WorkspaceId): Promise<void> {
  await write(data, remove('workspace', recountKey(workspace)));
}
