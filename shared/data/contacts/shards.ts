import type { ContactId } from '../../domain/ids.ts';
import { FEWEST_SHARDS, SHARD_NUMBERS } from '../dynamo/index.ts';

/**
 * The shard of a contact among so many: a stable hash (FNV-1a) of its uuid. Every key has it: it must never change.
 * Among more it is the same or a higher one.
 */
export function shardOf(uuid: ContactId, among: number = FEWEST_SHARDS): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < uuid.length; i++) hash = Math.imul(hash ^ uuid.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % among;
}

interface Placed {
  readonly uuid: ContactId;
  readonly shard?: number | undefined;
}

/** The shard in which a contact is listed, with its roster entries. */
export const shardOfContact = ({ uuid, shard }: Placed): number => shard ?? shardOf(uuid);

/** The item in its shard among so many; only one above the eighth is stored with it. */
export function inShardOf<Item extends Placed>(item: Item, among: number): Item {
  const shard = shardOf(item.uuid, among);
  return shard < FEWEST_SHARDS ? item : { ...item, shard };
}

/** The other shards, of fewer, in which a contact may have been before. */
export const earlierShardsOf = (item: Placed): readonly number[] =>
  [...new Set(SHARD_NUMBERS.map((among) => shardOf(item.uuid, among)))].filter((one) => one < shardOfContact(item));
