/**
 *   O#<workspace>#<shard>            <list>#<HMAC of number>   that a number is to be looked at, and with what is true then the list is told
 *   O#<workspace>#<HMAC of number>   <list>                    what is known of the number in the list
 *
 * Only the first holds the number itself, until it was looked at.
 */

import type { ListOf } from '../../domain/carrier/lists.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Key } from '../dynamo/index.ts';

/** A million opt-outs of one job are written to as many partitions as DynamoDB needs for them. */
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

/** Numbers are hashed as their URNs. */
export const hashedAs = (number: string): string => `tel:${number}`;
