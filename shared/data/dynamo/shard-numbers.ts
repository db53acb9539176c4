/**
 * How many partitions of indexes, rosters and counts each workspace has (ADR 032). The contacts table's stamp says it
 * of those with more than 8, so each process learns it once a minute and no request reads it:
 *
 *   FORMAT   STAMP   { …, `shards <workspace>`: { read, write, at, raising? } }
 */
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Data } from './client.ts';
import type { Meter } from './meter.ts';

/** How many shards a workspace can have. One partition takes 1,000 writes a second, eight take 8,000. */
export const SHARD_NUMBERS = [8, 16, 32, 64] as const;
export const FEWEST_SHARDS: number = SHARD_NUMBERS[0];

export interface ShardNumbers {
  /** What readers look through: never fewer than a writer may use. */
  readonly read: number;
  /** Where new contacts are placed. */
  readonly write: number;
  readonly at: Instant | null;
  /** While contacts are, or will soon be, moved to the shards of the larger number. */
  readonly raising?: true;
}

const NEVER_RAISED: ShardNumbers = { read: FEWEST_SHARDS, write: FEWEST_SHARDS, at: null };

export const shardsAttribute = (workspace: WorkspaceId): string => `shards ${workspace}`;

export const shardNumbersIn = (stamp: object | null, workspace: WorkspaceId): ShardNumbers =>
  (stamp as Readonly<Record<string, ShardNumbers>> | null)?.[shardsAttribute(workspace)] ?? NEVER_RAISED;

const stamps = new WeakMap<Meter, object>();

/** Remembers what the contacts table's stamp says, for all that this process reads and writes from now on. */
export function learnShards({ meter }: Data, stamp: object | null): void {
  stamps.set(meter, stamp ?? {});
}

/** A workspace's numbers, as of the last look at the stamp. */
export const shardNumbersOf = ({ meter }: Data, workspace: WorkspaceId): ShardNumbers =>
  shardNumbersIn(stamps.get(meter) ?? null, workspace);

/** Whether contacts may move to higher shards at this moment: readers then look through the lower ones first. */
export const isRaising = (data: Data, workspace: WorkspaceId): boolean =>
  shardNumbersOf(data, workspace).raising === true;

const UP_TO = SHARD_NUMBERS.map((among) => Array.from({ length: among }, (_, shard) => shard));

/** The shards to look through, lowest first. */
export function shardsOf(data: Data, workspace: WorkspaceId): readonly number[] {
  const { read } = shardNumbersOf(data, workspace);
  return UP_TO.find(({ length }) => length >= read) ?? [];
}
