/**
 *   W#<workspace>   CARRIER#<list>   the progress of reading an opt-out list, and from when its opt-outs are news
 *                   FILLING#<list>   the progress of telling it about people who opted out before it was named
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, getItem, type Key, put, write } from '../dynamo/index.ts';
import { workspacePk } from './items.ts';

/** The progress of reading a list, which is read from its beginning each time. */
export interface ListReading {
  /** Earlier opt-outs are known already. */
  readonly since: Instant;
  /** When the present round began. */
  readonly began: Instant;
  /** Where it continues; null at the beginning. */
  readonly token: string | null;
}

/** Rounds of a release that recorded no numbers are begun anew. */
const NOTING = 1;

const keyOf = (workspace: WorkspaceId, list: string): Key => ({ pk: workspacePk(workspace), sk: `CARRIER#${list}` });

/** The progress of reading a list; null before the first time. 1 read unit. */
export async function readListReading(data: Data, workspace: WorkspaceId, list: string): Promise<ListReading | null> {
  const item = await getItem<ListReading & Key & { readonly noting?: number }>(
    data,
    'workspace',
    keyOf(workspace, list),
    {
      consistent: true,
    },
  );
  return item?.noting === NOTING ? { since: item.since, began: item.began, token: item.token } : null;
}

/** 1 write unit, 2 with a long token. */
export async function saveListReading(
  data: Data,
  workspace: WorkspaceId,
  list: string,
  round: ListReading,
): Promise<void> {
  await write(data, put('workspace', { ...keyOf(workspace, list), ...round, noting: NOTING }));
}

/** Progress through those who opted out before the list was named: the index of the folder, and its cursor. */
export interface Filling {
  readonly folder: number;
  readonly cursor: string | null;
}

const fillingKey = (workspace: WorkspaceId, list: string): Key => ({
  pk: workspacePk(workspace),
  sk: `FILLING#${list}`,
});

/** 1 read unit. */
export async function readFilling(data: Data, workspace: WorkspaceId, list: string): Promise<Filling> {
  const item = await getItem<Filling & Key>(data, 'workspace', fillingKey(workspace, list), { consistent: true });
  return item ?? { folder: 0, cursor: null };
}

/** 1 write unit. */
export async function saveFilling(data: Data, workspace: WorkspaceId, list: string, filling: Filling): Promise<void> {
  await write(data, put('workspace', { ...fillingKey(workspace, list), ...filling }));
}
