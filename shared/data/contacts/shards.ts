import type { ContactId } from '../../domain/ids.ts';

/** Index and roster partitions a workspace. One DynamoDB partition takes 1,000 writes a second, eight take 8,000. */
export const SHARDS = 8;

export const shards: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/** The shard of a contact (0 to 7): a stable hash (FNV-1a) of its uuid. Every key has it, so it must never change. */
export function shardOf(uuid: ContactId): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < uuid.length; i++) hash = Math.imul(hash ^ uuid.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % SHARDS;
}
