/** Segments are made by shards among the fewest, however many the index has. Only this file of snapshots knows them. */
import { shardOf } from '../../data/contacts/index.ts';
import { FEWEST_SHARDS as SEGMENT_SHARDS } from '../../data/dynamo/index.ts';

export { shardsOf } from '../../data/dynamo/index.ts';
export { SEGMENT_SHARDS, shardOf };

/** The shard of a segment that holds contacts of a shard among any number. */
export const segmentShardOf = (shard: number): number => shard % SEGMENT_SHARDS;
