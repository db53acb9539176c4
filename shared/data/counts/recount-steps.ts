/** The steps of a recount. Each is a transaction, on condition that the recount has not moved since it was read. */
import { addDeltas, type CountsDelta, deltaOf, NO_CHANGE } from '../../domain/counts.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { packUuids, pageIndex, readContacts, unpackUuids } from '../contacts/index.ts';
import {
  allOf,
  batchGet,
  type Data,
  eachOf,
  equals,
  type ItemCondition,
  type Key,
  put,
  queryPage,
  shardsOf,
  transact,
  type Write,
} from '../dynamo/index.ts';
import { countsPk } from './items.ts';
import {
  type Crossing,
  contactOfCrossing,
  crossingKey,
  crossingPrefix,
  pageSk,
  placeIn,
  type Recount,
  type RecountPlace,
  recountKey,
  recountTtl,
} from './recount-items.ts';

/** Contacts in one step: a second of work, and 16 KB of uuids. */
const PAGE = 1_000;
const AT_ONCE = 8;
/** Sorts after every sort key. */
const END = '~';

export const BEGINNING: RecountPlace = { phase: 'count', life: 'live', shard: 0, after: null };

/** Where a recount waits for the scan of an audit, and where it adds up what the scan found. */
export const SCANNING: RecountPlace = { ...BEGINNING, phase: 'scan' };
export const CHECKING: RecountPlace = { ...BEGINNING, phase: 'check' };
const COMPARING: RecountPlace = { ...BEGINNING, phase: 'compare' };

export const stillAt = ({ id, step }: Recount): ItemCondition => allOf(equals('id', id), equals('step', step));

interface Stepping {
  readonly now: Instant;
  readonly most?: number | undefined;
}

/** Takes a recount one step further; returns how many contacts it looked at. */
export function countNext(
  data: Data,
  workspace: WorkspaceId,
  recount: Recount,
  place: RecountPlace,
  stepping: Stepping,
): Promise<number | 'behind' | 'scanned'> {
  switch (place.phase) {
    case 'count':
      return countUnchanged(data, workspace, recount, place, stepping);
    case 'check':
      return checkChanged(data, workspace, recount, place, stepping);
    case 'cross':
      return countCrossings(data, workspace, recount, place, stepping);
    case 'scan':
    case 'compare':
      return Promise.resolve('scanned');
  }
}

/** Counts the next contacts that the index lists before the cut, as far as they are unchanged when read. */
async function countUnchanged(
  data: Data,
  workspace: WorkspaceId,
  recount: Recount,
  place: RecountPlace,
  { now, most = PAGE }: Stepping,
): Promise<number> {
  const { uuids, cursor } = await pageIndex(data, workspace, place, { before: instant(recount.cut - 1), limit: most });
  const contacts = await readContacts(data, workspace, uuids);
  const unchanged = [...contacts.values()].filter(({ modifiedOn }) => modifiedOn < recount.cut);
  const page = {
    pk: countsPk(workspace),
    sk: pageSk(recount.id, placeIn(place, cursor ?? END)),
    uuids: packUuids(unchanged.map(({ uuid }) => uuid)),
    ttl: recountTtl(now),
  };
  const counted = deltaOf(unchanged.map((after) => ({ before: null, after })));
  await move(data, workspace, recount, { counted, to: nextIn(data, workspace, place, cursor) }, [
    put('workspace', page),
  ]);
  return uuids.length;
}

/** Whether the stream has brought the change of each contact that the index lists after the cut. */
async function checkChanged(
  data: Data,
  workspace: WorkspaceId,
  recount: Recount,
  place: RecountPlace,
  { most = PAGE }: Stepping,
): Promise<number | 'behind'> {
  const { uuids, cursor } = await pageIndex(data, workspace, place, { after: recount.cut, limit: most });
  const keys = uuids.map((uuid) => crossingKey(workspace, recount.id, uuid));
  const crossed = new Set((await batchGet<Crossing>(data, 'workspace', keys)).map(contactOfCrossing));
  const others = uuids.filter((uuid) => !crossed.has(uuid));
  const older = [...(await readContacts(data, workspace, others)).values()].some(
    ({ createdOn }) => createdOn < recount.cut,
  );
  if (older) return 'behind';
  const next = nextIn(data, workspace, place, cursor);
  const to = recount.scanned && next.phase === 'cross' ? COMPARING : next;
  await move(data, workspace, recount, { counted: NO_CHANGE, to });
  return uuids.length;
}

/** Counts the next contacts that changed since the cut, as they were then, unless a page has counted them. */
async function countCrossings(
  data: Data,
  workspace: WorkspaceId,
  recount: Recount,
  place: RecountPlace,
  { most = PAGE }: Stepping,
): Promise<number> {
  const items = await pageCrossings(data, workspace, recount, place.after, most);
  const uncounted: Crossing[] = [];
  await eachOf(items, AT_ONCE, async (crossing) => {
    if (!(await isCounted(data, workspace, recount, crossing))) uncounted.push(crossing);
  });
  const counted = uncounted.map(asDelta).reduce(addDeltas, NO_CHANGE);
  const last = items.at(-1);
  const to = last === undefined ? null : { ...place, after: contactOfCrossing(last) };
  await move(data, workspace, recount, { counted, to });
  return items.length;
}

/** The next contacts that were changed since the cut, by uuid. */
export async function pageCrossings(
  data: Data,
  workspace: WorkspaceId,
  { id }: Pick<Recount, 'id'>,
  after: string | null,
  most = PAGE,
): Promise<readonly Crossing[]> {
  const prefix = crossingPrefix(id);
  const { items } = await queryPage<Crossing>(data, {
    table: 'workspace',
    partition: countsPk(workspace),
    sort: { from: `${prefix}${after === null ? '' : `${after}${END}`}`, to: `${prefix}${END}` },
    limit: most,
  });
  return items;
}

const asDelta = ({ folder, groups }: Crossing): CountsDelta => ({
  folders: { [folder]: 1 },
  groups: Object.fromEntries(groups.map((group) => [group, 1])),
});

/** Whether the contact was counted by the page that held it at the cut: the first page that does not end before it. */
async function isCounted(data: Data, workspace: WorkspaceId, { id }: Recount, crossing: Crossing): Promise<boolean> {
  const [partition = ''] = crossing.place.split('#', 1);
  const { items } = await queryPage<Key & { readonly uuids: Uint8Array }>(data, {
    table: 'workspace',
    partition: countsPk(workspace),
    sort: { from: pageSk(id, crossing.place), to: pageSk(id, `${partition}#${END}`) },
    limit: 1,
  });
  const uuids: readonly ContactId[] = items[0] === undefined ? [] : unpackUuids(items[0].uuids);
  return uuids.includes(contactOfCrossing(crossing));
}

/** Does nothing when another step was faster. */
export async function move(
  data: Data,
  workspace: WorkspaceId,
  recount: Recount,
  { counted, to }: { readonly counted: CountsDelta; readonly to: RecountPlace | null },
  along: readonly Write[] = [],
): Promise<void> {
  const moved = { ...recount, ...addDeltas(recount, counted), step: recount.step + 1, place: to };
  await transact(data, [put('workspace', { ...recountKey(workspace), ...moved }, stillAt(recount)), ...along]);
}

/** Through the shards of live contacts, then of deleted ones, then to the next phase. */
function nextIn(
  data: Data,
  workspace: WorkspaceId,
  { phase, life, shard }: RecountPlace,
  after: string | null,
): RecountPlace {
  if (after !== null) return { phase, life, shard, after };
  if (shard + 1 < shardsOf(data, workspace).length) return { phase, life, shard: shard + 1, after: null };
  if (life === 'live') return { phase, life: 'deleted', shard: 0, after: null };
  return { ...BEGINNING, phase: phase === 'count' ? 'check' : 'cross' };
}
