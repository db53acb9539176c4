/**
 * Counts each event of the stream once, however often and in whatever order it is delivered. A batch becomes a row for
 * each window, with the sum and ids of events that no row or marker has. So no counter needs a guard.
 */
import { deltaOf, isNoChange, type Transition } from '../../domain/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { CONFLICT, type Data, isAbsent, put, RACES, retryOnConflict, write } from '../dynamo/index.ts';
import { foldCounts } from './fold.ts';
import {
  type CountItemKind,
  countWindowOf,
  creationId,
  eventId,
  packIds,
  partOf,
  rowKey,
  rowsOf,
  unpackIds,
} from './items.ts';

/** One batch in so many checks whether rows should be folded, which is often enough and cheap. */
const FOLD_ONE_IN = 16;

/** Counts the events of one workspace; events that change no count cost nothing. Safe to repeat with other events. */
export async function recordBatch(
  data: Data,
  workspace: WorkspaceId,
  events: readonly Transition[],
  now: Instant,
): Promise<void> {
  const counting = events.filter((event) => !isNoChange(deltaOf([event])));
  for (const [window, some] of Map.groupBy(counting, countWindowOf)) {
    const byId = new Map(some.map((event) => [eventId(event), event]));
    await recordWindow(data, workspace, window, byId);
  }
  const [first] = counting;
  if (first && Number.parseInt(eventId(first), 16) % FOLD_ONE_IN === 0) await foldCounts(data, workspace, now);
}

async function recordWindow(
  data: Data,
  workspace: WorkspaceId,
  window: string,
  events: ReadonlyMap<string, Transition>,
): Promise<void> {
  // An attempt is lost only when the same batch is delivered at the same moment, and then it has been counted.
  await retryOnConflict(RACES, `window ${window} of the counts of ${workspace}`, async () => {
    // Rows first: a row that is folded in between is then found among the markers.
    const rows = await idsIn(data, workspace, 'ROW', window);
    const markers = await idsIn(data, workspace, 'MARK', window);
    const fresh = [...events].filter(([id]) => !rows.has(id) && !markers.has(id));
    return (await putRow(data, workspace, window, fresh)) || CONFLICT;
  });
}

/** The events in the rows or markers of a window. */
async function idsIn(
  data: Data,
  workspace: WorkspaceId,
  kind: CountItemKind,
  window: string,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const row of rowsOf(data, workspace, kind, { window })) {
    for (const id of unpackIds(row.ids)) ids.add(id);
  }
  return ids;
}

/** False when a row with the same first event was written meanwhile. */
async function putRow(
  data: Data,
  workspace: WorkspaceId,
  window: string,
  events: readonly (readonly [string, Transition])[],
): Promise<boolean> {
  const [first] = events;
  if (first === undefined) return true;
  const ids = events.flatMap(([id, { before, after }]) => (before || !after ? [id] : [id, creationId(after.uuid)]));
  const row = { ids: packIds(ids), ...deltaOf(events.map(([, event]) => event)) };
  const key = rowKey(workspace, 'ROW', `${window}#${first[0]}`, partOf(data, workspace, first[0]));
  return write(data, put('workspace', { ...key, ...row }, isAbsent));
}
