/**
 *   O#<workspace>#<shard>            <list>#<HMAC of number>   a number to check, to update the list
 *   O#<workspace>#<HMAC of number>   <list>                    what is known of the number in the list
 *
 * Only the first holds the number itself, and only until the check.
 */

import type { ListOf } from '../../domain/carrier/lists.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Key } from '../dynamo/index.ts';

/** Eight partitions let one job write a million opt-outs without throttling. */
export const OUTBOX_SHARDS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

export const listCheckPk = (workspace: WorkspaceId, shard: number): string => `O#${workspace}#${shard}`;

export const listCheckKey = ({ workspace, list }: ListOf, hash: string): Key => ({
  pk: listCheckPk(workspace, hash.charCodeAt(0) % OUTBOX_SHARDS.length),
  sk: `${list}#${hash}`,
});

export const knownKey = ({ workspace, list }: ListOf, hash: string): Key => ({
  pk: `O#${workspace}#${hash}`,
  sk: list,
});

/** Numbers are hashed like their URNs. */
export const hashedAs = (number: string): string => `tel:${number}`;
