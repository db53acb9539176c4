import { addDeltas, type CountsDelta, NO_CHANGE } from '../../domain/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, isPresent, put, remove, toSeconds, transact, type Write } from '../dynamo/index.ts';
import { type Base, isAdded, putBase, readBase } from './counts.ts';
import { type CountRow, rowKey, rowsOf, windowOfName } from './items.ts';

/** Rows left unfolded: each read of the counts reads them all. */
const MOST_ROWS = 40;

/** A transaction takes 100 items: the base, and a delete and a marker a row. Markers stay far below 400 KB. */
const ROWS_AT_ONCE = 49;

/** Twice the 24 hours in which a stream can deliver a record again. */
const MARKER_HOURS = 48;

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

/** One marker for rows of a window, named after the first. What they added makes earlier counts known (`counts.ts`). */
function putMarker(workspace: WorkspaceId, rows: readonly CountRow[], now: Instant): Write {
  const ids = Buffer.concat(rows.map((row) => row.ids));
  const ttl = toSeconds(now) + MARKER_HOURS * 3_600;
  const name = rows[0]?.name ?? '';
  const { folders } = rows.reduce<CountsDelta>(addDeltas, NO_CHANGE);
  return put('workspace', { ...rowKey(workspace, 'MARK', name), ids, folders, ttl });
}
