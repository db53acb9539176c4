/**
 *   W#<workspace>   CARRIER#<list>   how far the reading of an opt-out list is, and from which opt-outs on its numbers are news
 *                   FILLING#<list>   how far it was told of those who had opted out before it was named
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, getItem, type Key, put, write } from '../dynamo/index.ts';
import { workspacePk } from './items.ts';

/** The state of reading a list, which is read from its beginning each time. */
export interface ListReading {
  /** Opt-outs before this are known already. */
  readonly since: Instant;
  /** When the present round began. */
  readonly began: Instant;
  /** Where it goes on; null when it begins. */
  readonly token: string | null;
}

/** Rounds of a release that noted nothing of the numbers themselves are begun anew. */
const NOTING = 1;

const keyOf = (workspace: WorkspaceId, list: string): Key => ({ pk: workspacePk(workspace), sk: `CARRIER#${list}` });

/** How far a list was read; null when it never was. 1 read unit. */
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

/** 1 write unit, 2 where a token is long. */
export async function saveListReading(
  data: Data,
  workspace: WorkspaceId,
  list: string,
  round: ListReading,
): Promise<void> {
  await write(data, put('workspace', { ...keyOf(workspace, list), ...round, noting: NOTING }));
}

/** How far those were gone through who had opted out before the list was named: the place of the folder, and where it goes on. */
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
