/**
 * What a recount keeps in the workspace table while it runs:
 *
 *   N#<workspace>  RECOUNT                { id, cut, step, checking, next, folders, groups }: progress and sum
 *   N#<workspace>  CROSS#<id>#<contact>   { folder, groups }: a contact that has changed since, as it was at the cut
 */
import { folderOf } from '../../domain/contacts/contact.ts';
import { type CountsDelta, groupsCounted, type Transition } from '../../domain/contacts/counts.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import type { ShardPlace } from '../contacts/index.ts';
import { batchGet, type Data, getItem, type Key, putAll, queryPage, ttlAfter } from '../dynamo/index.ts';
import { countsPk, WINDOW_MICROS, windowAt } from './items.ts';

export interface Recount extends CountsDelta {
  readonly id: string;
  /** The moment for which contacts are counted: the beginning of a window. */
  readonly cut: Instant;
  /** Counts steps; each is conditional on it. */
  readonly step: number;
  /** Up to where the stream is known to have brought all changes since the cut; null when it has brought all. */
  readonly checking: ShardPlace | null;
  /** The next group of contacts to be added. */
  readonly next: number;
}

/** A contact that was changed since the cut, as it was at the cut. */
interface Crossing extends Key {
  readonly folder: string;
  /** Empty unless the contact was active. */
  readonly groups: readonly string[];
}

export const recountKey = (workspace: WorkspaceId): Key => ({ pk: countsPk(workspace), sk: 'RECOUNT' });

const crossingKey = (workspace: WorkspaceId, id: string, contact = ''): Key => ({
  pk: countsPk(workspace),
  sk: `CROSS#${id}#${contact}`,
});

export const contactOfCrossing = ({ sk }: Key): ContactId => sk.slice(sk.lastIndexOf('#') + 1) as ContactId;

/** Longer than any recount takes; a newer one has another id. */
const KEPT_DAYS = 15;

/** The first beginning of a window at or after a time. */
export const cutAfter = (at: Instant): Instant => instant(Math.ceil(at / WINDOW_MICROS) * WINDOW_MICROS);

/** The first window whose events a recount does not count. */
export const windowOfCut = ({ cut }: Pick<Recount, 'cut'>): string => windowAt(cut);

/** The running recount, or null. 0.5 read units. */
export const readRecount = (
  data: Data,
  workspace: WorkspaceId,
  { consistent = false }: { readonly consistent?: boolean } = {},
): Promise<Recount | null> => getItem<Recount>(data, 'workspace', recountKey(workspace), { consistent });

/** Keeps contacts that change during a recount as they were at its cut, once (1 write unit). Safe to repeat. */
export async function noteCrossings(
  data: Data,
  workspace: WorkspaceId,
  events: readonly Transition[],
  now: Instant,
): Promise<void> {
  const recount = await readRecount(data, workspace);
  if (recount === null) return;
  const items = events.flatMap(({ before, after }) => {
    const crosses = before !== null && before.modifiedOn < recount.cut && (after?.modifiedOn ?? now) >= recount.cut;
    if (!crosses) return [];
    const key = crossingKey(workspace, recount.id, before.uuid);
    return [{ ...key, folder: folderOf(before), groups: groupsCounted(before), ttl: ttlAfter(now, KEPT_DAYS) }];
  });
  await putAll(data, 'workspace', items);
}

/** Those of some contacts that were noted. */
export async function crossedAmong(
  data: Data,
  workspace: WorkspaceId,
  id: string,
  uuids: readonly ContactId[],
): Promise<ReadonlySet<ContactId>> {
  const keys = uuids.map((uuid) => crossingKey(workspace, id, uuid));
  return new Set((await batchGet<Key>(data, 'workspace', keys)).map(contactOfCrossing));
}

const PAGE = 1_000;
/** Sorts after every uuid. */
const END = '~';

/** The next contacts that were changed since the cut, by uuid. */
export async function pageCrossings(
  data: Data,
  workspace: WorkspaceId,
  { id }: Pick<Recount, 'id'>,
  after: string | null,
): Promise<readonly Crossing[]> {
  const { pk, sk } = crossingKey(workspace, id);
  const { items } = await queryPage<Crossing>(data, {
    table: 'workspace',
    partition: pk,
    sort: { from: after === null ? sk : `${sk}${after}${END}`, to: `${sk}${END}` },
    limit: PAGE,
  });
  return items;
}
