/**
 * The items of jobs in the workspace table. They expire 90 days after the job was made, or was to begin.
 *
 *   J#<workspace>         JOB#<uuid7>              the header: what it is, its status, its numbers
 *                         INPUT#<uuid7>            its input (input.ts)
 *                         ENDED#<µs>#<uuid7>       a start that has ended, by when
 *                         RAN#<µs>#<uuid7>#<n>     { flow, runs, part? }: a closed slice of a start, or part of one (list-runs.ts)
 *   J#<workspace>#<job>   SLICE#<n>                { state: open | done | failed, count, closedOn, parts? }
 *                         MANIFEST#<n>             { uuids: up to 500, 16 bytes each }, never changed; a deletion keeps it
 *                         OUTCOME#<n>              what became of each of them (outcomes.ts)
 *   J#open                <workspace>#<uuid7>      { type, asked? } of a job that is neither ended nor a waiting preview
 *                                                  (open-jobs.ts)
 *   J#previews            <µs>#<workspace>#<uuid7> a preview that waits to be run, by when it expires
 *   J#waiting             <µs>#<workspace>#<uuid7> a job that waits for its time, by that time; it is also open
 */

import type { Foreseen } from '../../domain/costs/foreseen.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant, instant } from '../../domain/instant.ts';
import type { Sighted } from '../../domain/jobs/freeze-check.ts';
import type { Job, JobInput, Tally, Totals } from '../../domain/jobs/job.ts';
import { originOf, readWork, type Work } from '../../domain/jobs/kinds/index.ts';
import { NEVER_PAUSED } from '../../domain/jobs/progress.ts';
import { sortableMicros } from '../contacts/index.ts';
import type { SelectionCursor } from './selection-cursor.ts';

export type InputPart = keyof JobInput;

/** A job with what only its machinery needs. */
export interface JobRecord<W extends Work = Work> extends Job<W> {
  /** Pages frozen so far; each freeze is conditional on it. */
  readonly page: number;
  /** Where the selection continues; null once all contacts are frozen. */
  readonly cursor: SelectionCursor | null;
  readonly frozen: number;
  /** Of a preview: what the job will write for the frozen contacts. */
  readonly foreseen: Foreseen;
  /** How often, and when last, the watchdog resent its messages since it made progress. */
  readonly nudges: number;
  readonly nudgedOn: Instant | null;
  /** How often its lanes were restarted: messages of earlier turns are ignored. */
  readonly turn: number;
  /** By kind of error: a slice that has examples. */
  readonly samples: Tally;
  /** The parts of its input that are stored in clear while the job needs them. */
  readonly clear: readonly InputPart[];
  /** Cost of showing the job with its input, in half read units. */
  readonly weight: number;
}

export const KEPT_DAYS = 90;

/** The `ttl` attribute (seconds) of an item written at a time. */
export const keptUntil = (now: Instant): number => Math.floor(addDays(now, KEPT_DAYS) / 1_000_000);

/** The same for items of a job: a job that begins later is kept for as long after its beginning. */
export const lastsUntil = ({ createdOn, notBefore }: Pick<Job, 'createdOn' | 'notBefore'>): number =>
  keptUntil(instant(Math.max(createdOn, notBefore ?? 0)));

export const JOB_PREFIX = 'JOB#';
export const jobsPk = (workspace: WorkspaceId): string => `J#${workspace}`;
export const jobKey = (workspace: WorkspaceId, job: JobId) => ({ pk: jobsPk(workspace), sk: `${JOB_PREFIX}${job}` });

export const ENDED_PREFIX = 'ENDED#';
export const endedKey = (workspace: WorkspaceId, endedOn: Instant, job: JobId) => ({
  pk: jobsPk(workspace),
  sk: `${ENDED_PREFIX}${sortableMicros(endedOn)}#${job}`,
});

export const SLICE_PREFIX = 'SLICE#';
export const MANIFEST_PREFIX = 'MANIFEST#';
export const slicesPk = (workspace: WorkspaceId, job: JobId): string => `J#${workspace}#${job}`;

/** Numbers have a fixed width, so that text order is their order. */
const sliceText = (slice: number): string => String(slice).padStart(8, '0');
export const sliceNumber = (sk: string): number => Number(sk.slice(sk.indexOf('#') + 1));

export const sliceKey = (workspace: WorkspaceId, job: JobId, slice: number) => ({
  pk: slicesPk(workspace, job),
  sk: `${SLICE_PREFIX}${sliceText(slice)}`,
});

/** Apart from the slices' states, which can then be read without manifests. */
export const manifestKey = (workspace: WorkspaceId, job: JobId, slice: number) => ({
  pk: slicesPk(workspace, job),
  sk: `${MANIFEST_PREFIX}${sliceText(slice)}`,
});

export const outcomeKey = (workspace: WorkspaceId, job: JobId, slice: number) => ({
  pk: slicesPk(workspace, job),
  sk: `OUTCOME#${sliceText(slice)}`,
});

/** A range of a slice's contacts; `to` null: to its end. */
export interface RanPart {
  readonly from: number;
  readonly to: number | null;
}

export const RAN_PREFIX = 'RAN#';
export const ranKey = (workspace: WorkspaceId, closedOn: Instant, job: JobId, slice: number) => ({
  pk: jobsPk(workspace),
  sk: `${RAN_PREFIX}${sortableMicros(closedOn)}#${job}#${sliceText(slice)}`,
});

export const OPEN_PK = 'J#open';
export const openPrefix = (workspace: WorkspaceId): string => `${workspace}#`;
export const openKey = (workspace: WorkspaceId, job: JobId) => ({ pk: OPEN_PK, sk: `${openPrefix(workspace)}${job}` });

export const PREVIEWS_PK = 'J#previews';
export const previewKey = (workspace: WorkspaceId, job: JobId, until: Instant) => ({
  pk: PREVIEWS_PK,
  sk: `${sortableMicros(until)}#${workspace}#${job}`,
});

export const WAITING_PK = 'J#waiting';
export const waitingKey = (workspace: WorkspaceId, job: JobId, notBefore: Instant) => ({
  pk: WAITING_PK,
  sk: `${sortableMicros(notBefore)}#${workspace}#${job}`,
});

/** Counts are top-level attributes, `skipped:<reason>` and `failed:<reason>`, because DynamoDB only adds to those. */
const SKIPPED = 'skipped:';
const FAILED = 'failed:';
const ERRORS = 'errors:';
const SAMPLES = 'sample:';
const EXCLUDED = 'excluded:';
const WARNED = 'warned:';

/** A job's totals as attributes, to be added or put. */
export function totalsAttributes({ changed, unchanged, skipped, failed }: Totals): Record<string, number> {
  const tallies = [...prefixed(SKIPPED, skipped), ...prefixed(FAILED, failed)];
  return { changed, unchanged, ...Object.fromEntries(tallies) };
}

/** What a slice adds to its job's errors: the count of each kind, and where examples are. */
export const errorAttributes = (errors: Tally, slice: number) => ({
  add: Object.fromEntries(prefixed(ERRORS, errors)),
  setOnce: Object.fromEntries(Object.keys(errors).map((kind) => [`${SAMPLES}${kind}`, slice])),
});

/** What freezing saw of a slice's contacts, as attributes to add. */
export const sightedAttributes = ({ excluded, warned, writes, follows }: Sighted): Record<string, number> => ({
  ...Object.fromEntries([...prefixed(EXCLUDED, excluded), ...prefixed(WARNED, warned)]),
  ...(writes + follows > 0 && { foreseenWrites: writes, foreseenFollows: follows }),
});

const prefixed = (prefix: string, tally: Readonly<Record<string, number>>) =>
  Object.entries(tally).map(([reason, count]) => [`${prefix}${reason}`, count] as const);

type Composed = 'work' | 'totals' | 'errors' | 'samples' | 'slices' | 'capacity' | 'excluded' | 'warned' | 'foreseen';

interface Header extends Omit<JobRecord, Composed | 'notBefore'> {
  readonly work: string;
  readonly changed: number;
  readonly unchanged: number;
  readonly slicesTotal: number;
  readonly slicesDone: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Absent until there is a value. */
  readonly foreseenWrites?: number;
  readonly foreseenFollows?: number;
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

/** The weight of a header from an earlier release. */
const HEAVY = 50;

export function fromHeader(item: Record<string, unknown>): JobRecord {
  const header = item as unknown as Header;
  const { uuid, workspace, status, preview, total, token, reason, file = null } = header;
  const { createdBy, creator = null, selected = null, createdOn, startedOn, endedOn } = header;
  const work = readWork(JSON.parse(header.work));
  // Slices in progress at the end are still counted, but do not move its last change.
  const modifiedOn = endedOn ?? header.modifiedOn;
  const { checkpoints = [], paused = NEVER_PAUSED, maxRate = null } = header;
  const { page, cursor, frozen, nudges, nudgedOn, turn = 0, weight = HEAVY, clear = [] } = header;
  const { estimate = null, confirmAbove = null, notBefore = null } = header;
  const { foreseenWrites = 0, foreseenFollows = 0, undecided } = header;
  return {
    ...{ uuid, workspace, status, preview, total, token, reason, file },
    ...{ createdBy, creator, selected, createdOn, modifiedOn, startedOn, endedOn, checkpoints, paused, maxRate },
    // Earlier releases kept no origin, but `system` as the author of the service's jobs.
    origin: header.origin ?? (createdBy === 'system' ? originOf(work) : 'api'),
    ...{ page, cursor, frozen, nudges, nudgedOn, turn, weight, clear, estimate, confirmAbove, notBefore },
    ...(undecided && { undecided }),
    work,
    totals: {
      changed: header.changed,
      unchanged: header.unchanged,
      skipped: tallyOf(item, SKIPPED),
      failed: tallyOf(item, FAILED),
    },
    errors: tallyOf(item, ERRORS),
    samples: tallyOf(item, SAMPLES),
    excluded: tallyOf(item, EXCLUDED),
    warned: tallyOf(item, WARNED),
    foreseen: { writes: foreseenWrites, follows: foreseenFollows },
    slices: { total: header.slicesTotal, done: header.slicesDone },
    capacity: { readUnits: header.readUnits, writeUnits: header.writeUnits },
  };
}

const tallyOf = (item: Record<string, unknown>, prefix: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, count]) => [name.slice(prefix.length), count as number]),
  );
