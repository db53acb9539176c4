/**
 *   D#<workspace>  PURGE   how far the nightly deletion of archived contacts is, and what it has announced
 */

import type { WorkspaceId } from '../../domain/ids.ts';
import type { PurgeNights } from '../../domain/policies/purge.ts';
import { type Data, getItem, type Key, put, withoutKey, write } from '../dynamo/index.ts';

const keyOf = (workspace: WorkspaceId): Key => ({ pk: `D#${workspace}`, sk: 'PURGE' });

/** The nights so far; null before the first. 1 read unit. */
export async function readPurgeNights(data: Data, workspace: WorkspaceId): Promise<PurgeNights | null> {
  const item = await getItem<PurgeNights & Key>(data, 'workspace', keyOf(workspace), { consistent: true });
  return item && withoutKey(item);
}

/** Keeps what a night did. 1 write unit. A lost one is announced again, and its contacts wait a week more. */
export async function keepPurgeNights(data: Data, workspace: WorkspaceId, nights: PurgeNights): Promise<void> {
  await write(data, put('workspace', { ...keyOf(workspace), ...nights }));
}
