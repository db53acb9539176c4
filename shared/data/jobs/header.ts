/** The header item of a job: what it is, its status, its numbers. */
import type { Foreseen } from '../../domain/costs/forecast.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Sighted } from '../../domain/jobs/freeze-check.ts';
import type { Job, JobInput, Tally, Totals } from '../../domain/jobs/job.ts';
import { readWork, type Work } from '../../domain/jobs/kinds/index.ts';
import type { SelectionCursor } from './selection-cursor.ts';

export type InputPart = keyof JobInput;

/** A job with what only its machinery needs. */
export interface JobRecord<W extends Work = Work> extends Job<W> {
  /** Pages frozen so far; each freeze is conditional on it. */
  readonly page: number;
  /** Where the selection continues; null once all contacts are frozen. */
  readonly cursor: SelectionCursor | null;
  readonly frozen: number;
  /** Of a selection that fans out: how many partitions it has. Those from its cursor on are frozen side by side. */
  readonly partitions?: number;
  /** When such a selection is frozen: slices before it fanned out, then of each partition (`slice-numbers.ts`). */
  readonly sliceCounts?: readonly number[];
  /** Of a preview: what the job will write for the frozen contacts. */
  readonly foreseen: Foreseen;
  /** How often, and when last, the watchdog resent its messages since it made progress. */
  readonly nudges: number;
  readonly nudgedOn: Instant | null;
  /** How often its lanes were restarted: messages of earlier turns are ignored. */
  readonly turn: number;
  /** By kind of error: a slice that has examples. */
  readonly samples: Tally;
  /** When contacts were changed of which the stream's function has told nothing yet; absent before any change. */
  readonly unheard?: Instant;
  /** The parts of its input that are stored in clear while the job needs them. */
  readonly clear: readonly InputPart[];
  /** Cost of showing the job with its input, in half read units. */
  readonly weight: number;
}

/** Counts are top-level attributes, `skipped:<reason>` and `failed:<reason>`, because DynamoDB only adds to those. */
const SKIPPED = 'skipped:';
const FAILED = 'failed:';
const ERRORS = 'errors:';
const SAMPLES = 'sample:';
const EXCLUDED = 'excluded:';
const WARNED = 'warned:';
const FATES = 'fate:';

/** A job's totals as attributes, to be added or put. */
export function totalsAttributes(totals: Totals): Record<string, number> {
  const { changed, unchanged, skipped, failed, optOuts = 0, fates = {} } = totals;
  const tallies = [...prefixed(SKIPPED, skipped), ...prefixed(FAILED, failed), ...prefixed(FATES, fates)];
  return { changed, unchanged, ...(optOuts > 0 && { optOuts }), ...Object.fromEntries(tallies) };
}

/** What a slice adds to its job's errors: the count of each kind, and where examples are. */
export const errorAttributes = (errors: Tally, slice: number) => ({
  add: Object.fromEntries(prefixed(ERRORS, errors)),
  setOnce: Object.fromEntries(Object.keys(errors).map((kind) => [`${SAMPLES}${kind}`, slice])),
});

/** What freezing saw of a slice's contacts, as attributes to add. */
export const sightedAttributes = ({ excluded, warned, reads, writes, follows }: Sighted): Record<string, number> => ({
  ...Object.fromEntries([...prefixed(EXCLUDED, excluded), ...prefixed(WARNED, warned)]),
  ...(reads + writes + follows > 0 && { foreseenReads: reads, foreseenWrites: writes, foreseenFollows: follows }),
});

const prefixed = (prefix: string, tally: Readonly<Record<string, number>>) =>
  Object.entries(tally).map(([reason, count]) => [`${prefix}${reason}`, count] as const);

type Composed = 'work' | 'totals' | 'errors' | 'samples' | 'slices' | 'capacity' | 'excluded' | 'warned' | 'foreseen';

interface Header extends Omit<JobRecord, Composed | 'notBefore' | 'follows'> {
  readonly work: string;
  readonly changed: number;
  readonly unchanged: number;
  /** Absent until there are some. */
  readonly optOuts?: number;
  readonly slicesTotal: number;
  readonly slicesDone: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Absent until there is a value. */
  readonly foreseenReads?: number;
  readonly foreseenWrites?: number;
  readonly foreseenFollows?: number;
  readonly follows?: number;
  /** Absent for most jobs, where it is null. */
  readonly notBefore?: Instant | null;
}

/** The header item of a new job, without its keys. It has no errors, and no contact was looked at. */
export function toHeader(job: JobRecord): Header {
  const {
    work,
    totals,
    slices,
    capacity,
    errors: _,
    samples: __,
    excluded: ___,
    warned: ____,
    foreseen: _____,
    follows: ______,
    notBefore,
    ...rest
  } = job;
  return {
    ...rest,
    work: JSON.stringify(work),
    ...(totalsAttributes(totals) as Pick<Header, 'changed' | 'unchanged'>),
    slicesTotal: slices.total,
    slicesDone: slices.done,
    ...capacity,
    ...(notBefore !== null && { notBefore }),
  };
}

export function fromHeader(item: Record<string, unknown>): JobRecord {
  const header = item as unknown as Header;
  const { uuid, workspace, status, preview, total, token, reason, file } = header;
  const { origin, createdBy, creator, createdOn, startedOn, endedOn } = header;
  const work = readWork(JSON.parse(header.work));
  // Slices in progress at the end are still counted, but do not move its last change.
  const modifiedOn = endedOn ?? header.modifiedOn;
  const { checkpoints, paused, maxRate } = header;
  const { page, cursor, frozen, nudges, nudgedOn, turn, weight, clear } = header;
  const { estimate, confirmAbove, notBefore = null, waitingFor, unheard } = header;
  const { follows = 0, undecided, hops, owner, chosen, approval, partitions, sliceCounts, policy } = header;
  const fates = tallyOf(item, FATES);
  return {
    uuid,
    workspace,
    status,
    preview,
    total,
    token,
    reason,
    file,
    origin,
    createdBy,
    creator,
    createdOn,
    modifiedOn,
    startedOn,
    endedOn,
    checkpoints,
    paused,
    maxRate,
    page,
    cursor,
    frozen,
    nudges,
    nudgedOn,
    turn,
    weight,
    clear,
    estimate,
    confirmAbove,
    notBefore,
    ...(waitingFor && { waitingFor }),
    ...(unheard !== undefined && { unheard }),
    ...(undecided && { undecided }),
    ...(chosen && { chosen }),
    ...(owner && { owner }),
    ...(approval && { approval }),
    ...(hops !== undefined && { hops }),
    ...(policy && { policy }),
    ...(partitions !== undefined && { partitions }),
    ...(sliceCounts !== undefined && { sliceCounts }),
    work,
    totals: {
      changed: header.changed,
      unchanged: header.unchanged,
      skipped: tallyOf(item, SKIPPED),
      failed: tallyOf(item, FAILED),
      ...(header.optOuts !== undefined && { optOuts: header.optOuts }),
      ...(Object.keys(fates).length > 0 && { fates }),
    },
    errors: tallyOf(item, ERRORS),
    samples: tallyOf(item, SAMPLES),
    ...sightedIn(item),
    slices: { total: header.slicesTotal, done: header.slicesDone },
    capacity: { readUnits: header.readUnits, writeUnits: header.writeUnits },
    follows,
  };
}

/** What freezing saw, as an item adds it up. */
export const sightedIn = (item: Record<string, unknown>): Pick<JobRecord, 'excluded' | 'warned' | 'foreseen'> => {
  const { foreseenReads = 0, foreseenWrites = 0, foreseenFollows = 0 } = item as Partial<Header>;
  return {
    excluded: tallyOf(item, EXCLUDED),
    warned: tallyOf(item, WARNED),
    foreseen: { reads: foreseenReads, writes: foreseenWrites, follows: foreseenFollows },
  };
};

const tallyOf = (item: Record<string, unknown>, prefix: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, count]) => [name.slice(prefix.length), count as number]),
  );
