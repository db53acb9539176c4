import type { Estimate } from '../costs/estimate.ts';
import type { ExportFile } from '../exports/file.ts';
import type { JobId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { Selection } from './selection.ts';

/** Contacts in one slice of a frozen manifest: half a second of work, and one SQS message. */
export const SLICE_SIZE = 500;

export const JOB_STATUSES = [
  'pending',
  'ready',
  'waiting',
  'queued',
  'started',
  'completed',
  'failed',
  'interrupted',
  'paused',
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** A job never leaves one of these. (Slices under way when it was interrupted still add what they did.) */
export const ENDED: ReadonlySet<JobStatus> = new Set(['completed', 'failed', 'interrupted']);

/** What a job does to each contact. Which works there are is said by the kinds, in `kinds/`. */
export interface AnyWork {
  readonly type: string;
}

/**
 * `needs_preview`: it had more contacts than may be changed without a preview, and changed none; `select`: its contacts could not be
 * selected; `totals`: its numbers do not add up, which is a bug; `unknown_kind`: no release that knows what it is for has selected its contacts;
 * `expired`: a preview that was not run in time; `unreadable`: a file of an import cannot be imported, as its import says;
 * `file`: the file of an export could not be made; `parts_gone`: it was not made within a day, for which what was read for it is kept.
 */
export type JobFailure =
  | 'needs_preview'
  | 'select'
  | 'totals'
  | 'unknown_kind'
  | 'expired'
  | 'unreadable'
  | 'file'
  | 'parts_gone';

/** Who asked for a job: a client of the API, a person at the console, a schedule, or the service in consequence of something else. */
export const ORIGINS = ['api', 'console', 'sweep', 'service'] as const;
export type Origin = (typeof ORIGINS)[number];

export type Tally = Readonly<Record<string, number>>;

/** `total = changed + unchanged + Σ skipped + Σ failed` holds before a job may be `completed`. */
export interface Totals {
  readonly changed: number;
  readonly unchanged: number;
  readonly skipped: Tally;
  readonly failed: Tally;
}

/**
 * What a job was created with and what only those need who select its contacts, run its flow or show the start: it may be large
 * and may name people, so it is stored apart from the job and is not part of it.
 */
export interface JobInput {
  readonly selection: Selection;
  /** What the flow of a start sees as `@trigger.params`, and the value of a field that is set; null when the caller gave none, and for other kinds. */
  readonly params: unknown;
}

/** How many contacts a job had accounted for at a time. */
export interface Checkpoint {
  readonly at: Instant;
  readonly done: number;
}

/** When a job was paused: since when it is (null: it is not), until when it last was, and for how long in all before that. */
export interface Paused {
  readonly since: Instant | null;
  readonly until: Instant | null;
  readonly micros: number;
}

export interface Job<W extends AnyWork = AnyWork> {
  readonly uuid: JobId;
  readonly workspace: WorkspaceId;
  readonly work: W;
  readonly status: JobStatus;
  /** Stop after freezing and wait for `run` with the token. */
  readonly preview: boolean;
  /** With more contacts than this it runs only as a preview, with the count of them. Null: with any number, as what TextIt's endpoints and the service start. */
  readonly confirmAbove: number | null;
  /** Contacts in the frozen manifest; null until the last page is frozen. */
  readonly total: number | null;
  readonly totals: Totals;
  /** What its runs of a flow could not do, by kind; one run may have many. */
  readonly errors: Tally;
  /** Contacts of the selection that were left out when it was frozen, by reason, as far as it was looked at them. */
  readonly excluded: Tally;
  /** Of a preview: how many of its contacts there is something to know about (`warnings.ts`). */
  readonly warned: Tally;
  /** Of a preview whose contacts are frozen: what it will have consumed. Null before, and of other jobs. */
  readonly estimate: Estimate | null;
  readonly slices: { readonly total: number; readonly done: number };
  readonly capacity: { readonly readUnits: number; readonly writeUnits: number };
  /** Bound to the manifest; what `run` must present. */
  readonly token: string | null;
  /** Of a previewed import: what somebody has to decide before it can be run. Absent: nothing. */
  readonly undecided?: Refusal;
  /** Why a `failed` job failed, or one was `interrupted` by the service. */
  readonly reason: JobFailure | null;
  /** Token id, or `system`. */
  readonly createdBy: string;
  /** The token's name when it asked for the job, kept when the token is gone; null when the service made the job. */
  readonly creator: string | null;
  readonly origin: Origin;
  /** Its selection in words, in which no person is named (`selection-words.ts`); null of a job from before there were words. */
  readonly selected: string | null;
  readonly createdOn: Instant;
  readonly modifiedOn: Instant;
  readonly startedOn: Instant | null;
  readonly endedOn: Instant | null;
  /** How far it was some while ago, the earlier first: what its rate is computed from. */
  readonly checkpoints: readonly Checkpoint[];
  readonly paused: Paused;
  /** What an export that is completed has made; null of all other jobs. */
  readonly file: ExportFile | null;
  /** When it was to begin, once its contacts were frozen: until then it is `waiting`. Null: at once. */
  readonly notBefore: Instant | null;
  /** Contacts a second, at most; null: as fast as it can. */
  readonly maxRate: number | null;
}
