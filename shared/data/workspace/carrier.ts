/**
 *   W#<workspace>   CARRIER#<list>   how far the reading of an opt-out list is, and from which opt-outs on its numbers are news
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, getItem, type Key, put, write } from '../dynamo/index.ts';
import { workspacePk } from './items.ts';

/** The state of reading a list, which is read from its beginning each time. */
export interface Round {
  /** Opt-outs before this are known already. */
  readonly since: Instant;
  /** When the present round began. */
  readonly began: Instant;
  /** Where it goes on; null when it begins. */
  readonly token: string | null;
}

const keyOf = (workspace: WorkspaceId, list: string): Key => ({ pk: workspacePk(workspace), sk: `CARRIER#${list}` });

/** How far a list was read; null when it never was. 1 read unit. */
export async function readRound(data: Data, workspace: WorkspaceId, list: string): Promise<Round | null> {
  const item = await getItem<Round & Key>(data, 'workspace', keyOf(workspace, list), { consistent: true });
  return item && { since: item.since, began: item.began, token: item.token };
}

/** 1 write unit, 2 where a token is long. */
export async function saveRound(data: Data, workspace: WorkspaceId, list: string, round: Round): Promise<void> {
  await write(data, put('workspace', { ...keyOf(workspace, list), ...round }));
}
