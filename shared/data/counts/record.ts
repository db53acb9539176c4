/**
 * Counts each event of the stream once, however often and in whatever order it is delivered. A batch becomes a row for
 * each window, with the sum and ids of events that no row or marker has. So no counter needs a guard.
 */
import {
  addDeltas,
  type CountsDelta,
  deltaOf,
  isNoChange,
  NO_CHANGE,
  type Transition,
} from '../../domain/contacts/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  CONFLICT,
  type Data,
  isAbsent,
  isPresent,
  put,
  RACES,
  remove,
  retryOnConflict,
  toSeconds,
  transact,
  type Write,
  write,
} from '../dynamo/index.ts';
import { type Base, isAdded, putBase, readBase } from './counts.ts';
import {
  type CountItemKind,
  type CountRow,
  countWindowOf,
  creationId,
  eventId,
  packIds,
  partOf,
  rowKey,
  rowsOf,
  unpackIds,
  windowOfName,
} from './items.ts';

/** Rows left unfolded: each read of the counts reads them all. */
const MOST_ROWS = 40;

/** A transaction takes 100 items: the base, and a delete and a marker a row. Markers stay far below 400 KB. */
const ROWS_AT_ONCE = 49;

/** Twice the 24 hours in which a stream can deliver a record again. */
const MARKER_HOURS = 48;

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

/** Folds rows above 40 into the base, and keeps their events in markers; each step wholly. Returns how many. */
export async function foldCounts(
  data: Data,
  workspace: WorkspaceId,
  now: Instant,
  mostRows = MOST_ROWS,
): Promise<number> {
  for (let folded = 0; ; ) {
    const base = await readBase(data, workspace);
    const rows = await firstRows(data, workspace, Math.max(mostRows + 1, ROWS_AT_ONCE));
    if (rows.length <= mostRows) return folded;
    const chosen = rows.slice(0, ROWS_AT_ONCE);
    const written = await transact(data, [
      putBase(workspace, base, withRows(base, chosen)),
      ...chosen.map(({ name, part }) => remove('workspace', rowKey(workspace, 'ROW', name, part), isPresent)),
      ...[...Map.groupBy(chosen, windowOfRow).values()].map((some) => putMarker(workspace, some, now)),
    ]);
    if (!written.ok) return folded;
    folded += chosen.length;
  }
}

async function firstRows(data: Data, workspace: WorkspaceId, count: number): Promise<CountRow[]> {
  const rows: CountRow[] = [];
  for await (const row of rowsOf(data, workspace, 'ROW', { pageSize: count })) {
    rows.push(row);
    if (rows.length >= count) break;
  }
  return rows;
}

/** The base with these rows added, and the part of them that a recount has to find. */
function withRows(base: Base, rows: readonly CountRow[]): Omit<Base, 'version'> {
  const added = rows.filter((row) => isAdded(base, row));
  const { since } = base;
  const sinceCut = since && added.filter(({ name }) => windowOfName(name) >= since.from);
  return {
    ...base,
    ...added.reduce<CountsDelta>(addDeltas, base),
    ...(since && { since: { from: since.from, ...(sinceCut ?? []).reduce<CountsDelta>(addDeltas, since) } }),
  };
}

const windowOfRow = ({ name }: CountRow): string => windowOfName(name);

/**
 * One marker for rows of a window, named after the first. What they added makes earlier counts known
 * (`contacts/counts.ts`).
 */
function putMarker(workspace: WorkspaceId, rows: readonly CountRow[], now: Instant): Write {
  const ids = Buffer.concat(rows.map((row) => row.ids));
  const ttl = toSeconds(now) + MARKER_HOURS * 3_600;
  const name = rows[0]?.name ?? '';
  const { folders } = rows.reduce<CountsDelta>(addDeltas, NO_CHANGE);
  return put('workspace', { ...rowKey(workspace, 'MARK', name), ids, folders, ttl });
}
