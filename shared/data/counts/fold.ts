import { addDeltas, type CountsDelta } from '../../domain/counts.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, type TransactItem, transact } from '../dynamo/index.ts';
import { type Base, readBase } from './counts.ts';
import { baseKey, pagesOf, type Row, rowKey } from './items.ts';

/** Reading counts reads every row that stands: up to so many are left alone. */
const STANDING = 40;

/**
 * A transaction takes 100 items: the base, a delete for each row, and at worst a marker for each. A marker of so many
 * rows of 200 events is 58 KB, of the 400 that an item may have.
 */
const ROWS_AT_ONCE = 49;

/** Twice the 24 hours for which a stream can deliver a record again. */
const MARKER_HOURS = 48;

/**
 * Adds rows to the base while more than 40 stand, leaving their events in markers; answers how many. All of a step happens or
 * none of it; when two fold at once, one of them gives up.
 */
export async function foldCounts(
  data: Data,
  workspace: WorkspaceId,
  now: Instant,
  standing = STANDING,
): Promise<number> {
  for (let folded = 0; ; ) {
    const base = await readBase(data, workspace);
    const rows = await firstRows(data, workspace, Math.max(standing + 1, ROWS_AT_ONCE));
    if (rows.length <= standing) return folded;
    const chosen = rows.slice(0, ROWS_AT_ONCE);
    const written = await transact(data, [
      putBase(data, workspace, base, chosen),
      ...chosen.map((row) => deleteRow(data, workspace, row)),
      ...[...Map.groupBy(chosen, windowOfRow).values()].map((some) => putMarker(data, workspace, some, now)),
    ]);
    if (!written.ok) return folded;
    folded += chosen.length;
  }
}

async function firstRows(data: Data, workspace: WorkspaceId, count: number): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pagesOf(data, workspace, 'ROW', { pageSize: count })) {
    rows.push(...page);
    if (rows.length >= count) break;
  }
  return rows;
}

function putBase(data: Data, workspace: WorkspaceId, base: Base, rows: readonly Row[]): TransactItem {
  const { folders, groups } = rows.reduce<CountsDelta>(addDeltas, base);
  return {
    Put: {
      TableName: data.workspaceTable,
      Item: { ...baseKey(workspace), version: base.version + 1, folders, groups },
      ConditionExpression: 'attribute_not_exists(#pk) OR #version = :known',
      ExpressionAttributeNames: { '#pk': 'pk', '#version': 'version' },
      ExpressionAttributeValues: { ':known': base.version },
    },
  };
}

const deleteRow = (data: Data, workspace: WorkspaceId, row: Row): TransactItem => ({
  Delete: {
    TableName: data.workspaceTable,
    Key: rowKey(workspace, 'ROW', row.name),
    ConditionExpression: 'attribute_exists(#pk)',
    ExpressionAttributeNames: { '#pk': 'pk' },
  },
});

const windowOfRow = ({ name }: Row): string => name.slice(0, name.indexOf('#'));

/** One marker for some rows of a window, under the name of their first. */
function putMarker(data: Data, workspace: WorkspaceId, rows: readonly Row[], now: Instant): TransactItem {
  const ids = Buffer.concat(rows.map((row) => row.ids));
  const ttl = Math.ceil(now / 1_000_000) + MARKER_HOURS * 3_600;
  const name = rows[0]?.name ?? '';
  return { Put: { TableName: data.workspaceTable, Item: { ...rowKey(workspace, 'MARK', name), ids, ttl } } };
}
