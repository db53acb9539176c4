import { addDeltas, type CountsDelta } from '../../domain/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, isPresent, put, remove, toSeconds, transact, type Write } from '../dynamo/index.ts';
import { type Base, isAdded, putBase, readBase } from './counts.ts';
import { type CountRow, rowKey, rowsOf, windowOfName } from './items.ts';

/** Reading counts reads every row that is not folded: up to so many are left alone. */
const MOST_ROWS = 40;

/**
 * A transaction takes 100 items: the base, a delete for each row, and at worst a marker for each. A marker of so many
 * rows of 200 events is 58 KB, of the 400 that an item may have.
 */
const ROWS_AT_ONCE = 49;

/** Twice the 24 hours for which a stream can deliver a record again. */
const MARKER_HOURS = 48;

/**
 * Adds rows to the base while there are more than 40, and keeps their events in markers. Returns how many rows. All of a step happens or
 * none of it; when two fold at once, one of them gives up.
 */
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
      ...chosen.map(({ name }) => remove('workspace', rowKey(workspace, 'ROW', name), isPresent)),
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

/** The base with what the rows add to it, and what of that a recount is to find. */
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

/** One marker for some rows of a window, under the name of their first. */
function putMarker(workspace: WorkspaceId, rows: readonly CountRow[], now: Instant): Write {
  const ids = Buffer.concat(rows.map((row) => row.ids));
  const ttl = toSeconds(now) + MARKER_HOURS * 3_600;
  const name = rows[0]?.name ?? '';
  return put('workspace', { ...rowKey(workspace, 'MARK', name), ids, ttl });
}
