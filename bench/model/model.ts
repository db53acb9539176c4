import { FEWEST_SHARDS } from '../../shared/data/dynamo/index.ts';
import measured from '../../shared/domain/costs/measured.ts';
import { PAGES_A_MESSAGE, SLICE_SIZE } from '../../shared/domain/jobs/job.ts';
import { LANES } from '../../shared/domain/limits/lanes.ts';
import { FILE_LANES } from '../../shared/services/file-lanes.ts';
import type { Demand } from './jobs.ts';

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
  name,
  write,
  read,
  shards,
  partition: PARTITION,
  lanes: LANES,
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
  partition: Number.POSITIVE_INFINITY,
  lanes: 1,
  followers: 1,
};

/** Seconds that a worker needs for a contact, when nothing hinders it; also what previews estimate by. */
const secondsOfWorker = (writeUnits: number): number => {
  const { slice, contact, writeUnit } = measured.seconds;
  return contact + writeUnits * writeUnit + slice / measured.contactsInASlice;
};

/** How long a step of a job takes, and what it is that makes it so long. */
export interface Stage {
  readonly name: 'selection' | 'work' | 'file';
  readonly seconds: number;
  readonly bound: string;
}

interface Estimate {
  readonly contactsASecond: number;
  readonly bound: string;
}

type Rate = readonly [bound: string, rate: number];

const scarcest = (rates: readonly Rate[]): Estimate => {
  const [bound, contactsASecond] = rates.reduce((least, one) => (one[1] < least[1] ? one : least));
  return { bound, contactsASecond };
};

/** Contacts a second of a job in one workspace, once it runs, as the scarcest resource allows. */
export function estimate({ table, indexes, partitions, read, worker, follows }: Demand, limits: Limits): Estimate {
  const { lanes, shards, followers } = limits;
  return scarcest([
    ['the table', limits.write / table],
    ...Object.entries(indexes).map(([index, units]): Rate => [`the index ${index}`, limits.write / units]),
    ...Object.entries(partitions).map(
      ([set, units]): Rate => [`${shards} partitions: ${set}`, (shards * limits.partition) / units],
    ),
    ['reads', limits.read / read],
    [`${lanes} lanes`, worker === null ? Number.POSITIVE_INFINITY : lanes / secondsOfWorker(worker)],
    ['the stream’s functions', followers / follows],
  ]);
}

/** The steps of a job one after another; cleaning up and history follow while it works, and hold it back (ADR 032). */
export function stagesOf(contacts: number, job: Demand, limits: Limits): readonly Stage[] {
  const work = estimate(job, limits);
  const stages: readonly Stage[] = [
    withOnce(selectionOf(contacts, job, limits), job),
    { name: 'work', seconds: contacts / work.contactsASecond, bound: work.bound },
    { name: 'file', seconds: contacts * job.file, bound: 'three functions write the file' },
  ];
  return stages.filter(({ seconds }) => seconds > 0);
}

const withOnce = (stage: Stage, { once }: Demand): Stage => ({ ...stage, seconds: stage.seconds + once });

/** Rows from which their files are read in ranges: 50 MB (ADR 039). */
const RANGED = 350_000;

/**
 * The first message reads 20 pages; what is left is chosen by its partitions side by side (ADR 004). Large files are
 * read in ranges side by side, once these are found.
 */
function selectionOf(contacts: number, { chosen }: Demand, limits: Limits): Stage {
  const { lanes, shards, read } = limits;
  if (chosen.by === 'ranges of the file') return readingOf(contacts, chosen, limits);
  const first = chosen.by === 'partitions' ? Math.min(contacts, PAGES_A_MESSAGE * SLICE_SIZE) : contacts;
  const wide = Math.min(lanes, shards);
  const beside = scarcest([
    [`selection in ${wide} lanes`, (wide * SLICE_SIZE) / chosen.page],
    ['reads', read / chosen.read],
  ]);
  return {
    name: 'selection',
    seconds: (first / SLICE_SIZE) * chosen.page + (contacts - first) / beside.contactsASecond,
    bound: first < contacts ? beside.bound : chosen.by,
  };
}

function readingOf(contacts: number, chosen: Demand['chosen'], limits: Limits): Stage {
  const { by, page, read, inTurn = 0, find = 0 } = chosen;
  const wide = contacts < RANGED ? 1 : Math.min(limits.lanes, FILE_LANES);
  const beside = scarcest([
    [wide === 1 ? 'one message after another' : `${wide} ${by} at once`, (wide * SLICE_SIZE) / page],
    ['reads', limits.read / read],
  ]);
  return {
    name: 'selection',
    seconds: contacts / beside.contactsASecond + (contacts / SLICE_SIZE) * (wide === 1 ? inTurn : inTurn + find),
    bound: beside.bound,
  };
}

/** Seconds until so many contacts are done and everything has followed. */
export const secondsFor = (contacts: number, job: Demand, limits: Limits): number =>
  stagesOf(contacts, job, limits).reduce((sum, { seconds }) => sum + seconds, 0);

/** The step that takes longest. */
export const longestStage = (contacts: number, job: Demand, limits: Limits): Stage =>
  stagesOf(contacts, job, limits).reduce((longest, one) => (one.seconds > longest.seconds ? one : longest));
