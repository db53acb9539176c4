/** AWS's limits for a job, in units a second (DynamoDB guide: warm throughput, quotas), and the pace of functions. */
import { FEWEST_SHARDS } from '../../shared/data/dynamo/index.ts';
import measured from '../../shared/domain/costs/measured.ts';
import { LANES } from '../../shared/domain/jobs/lanes.ts';

export interface Limits {
  readonly name: string;
  /** Write and read units a second of a table, and of each of its indexes. */
  readonly write: number;
  readonly read: number;
  /** Write units a second of a partition, for all entries with one partition key. */
  readonly partition: number;
  /** Slices, or partitions of a selection, of one job that are in hand at once: nine of ten workers (ADR 034). */
  readonly lanes: number;
  /** Partitions of an index for one folder or list of a workspace. */
  readonly shards: number;
  /** Functions that follow the stream at once. */
  readonly followers: number;
}

/** Units a second of a partition of a table, and so of a shard of its stream. */
const PARTITION = 1_000;
/** `parallelizationFactor` of the stream's function. */
const FOLLOWERS_A_SHARD = 2;

const onAws = (name: string, write: number, read: number, shards = FEWEST_SHARDS): Limits => ({
  ...{ name, write, read, shards, partition: PARTITION, lanes: LANES },
  followers: FOLLOWERS_A_SHARD * Math.ceil(write / PARTITION),
});

/** A table as it is created, without `warmWriteUnits`. */
export const COLD = onAws('cold: a new table', 4_000, 12_000);
/** Warmed by context or by earlier load: as much as one workspace can use (ADR 032). */
export const WARM = onAws('warm: warmWriteUnits 8,000', 8_000, 12_000);
/** AWS's limit for a table before its quota is raised. */
export const AT_QUOTA = onAws('at the account’s quota', 40_000, 40_000);

/** A quota that AWS has raised, and a workspace of more shards with as many lanes, which are not built (ADR 032). */
export const raised = (shards: number): Limits => ({
  ...onAws(`${shards} shards`, 5_000 * shards, 5_000 * shards, shards),
  lanes: Math.max(LANES, shards),
});

/** The runner on a machine of two processors: one worker, and nothing else that limits it. */
export const HERE: Limits = {
  ...onAws('here', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY),
  ...{ partition: Number.POSITIVE_INFINITY, lanes: 1, followers: 1 },
};

/** Seconds that a worker needs for a contact, when nothing hinders it; also what previews estimate by. */
export const secondsOfWorker = (writeUnits: number): number => {
  const { slice, contact, writeUnit } = measured.seconds;
  return contact + writeUnits * writeUnit + slice / measured.contactsInASlice;
};
