import { PAGES_A_MESSAGE, SLICE_SIZE } from '../../shared/domain/jobs/job.ts';
import { FILE_LANES } from '../../shared/services/file-lanes.ts';
import type { Demand } from './jobs.ts';
import { type Limits, secondsOfWorker } from './limits.ts';

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
