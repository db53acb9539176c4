import type { ApprovalKind } from '../approvals.ts';
import type { Estimate } from '../costs/estimate.ts';
import type { ExportFile } from '../exports/file.ts';
import type { JobId, PolicyId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { BrakeReason, NightBefore, SharedLimit } from '../policies/brake-reasons.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { Selection } from '../selection/selection.ts';
import type { Actor } from '../workspace.ts';
import type { BroughtIn } from './brought-in.ts';
import type { Chosen } from './summary/chosen.ts';

/** Contacts in one slice of a manifest: half a second of work, and one SQS message. */
export const SLICE_SIZE = 500;
/** Index pages that one message reads: some seconds of work, whatever the job's size. */
export const PAGES_A_MESSAGE = 20;

export const JOB_STATUSES = [
  'pending',
  'ready',
  'awaiting_approval',
  'waiting',
  'queued',
  'started',
  'completed',
  'failed',
  'interrupted',
  'paused',
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** A job never leaves these. (Slices in progress at an interruption still add their results.) */
export const ENDED: ReadonlySet<JobStatus> = new Set(['completed', 'failed', 'interrupted']);

/** What a job does to each contact. The kinds, in `kinds/`, define the works. */
export interface AnyWork {
  readonly type: string;
}

/**
 * `needs_preview`: too many contacts without a preview, and none changed; `select`: selecting failed; `totals`: the
 * numbers do not add up, which is a bug; `unknown_kind`: no release that knows the kind selected its contacts;
 * `expired`: a preview was not run in time; `unreadable`: a file cannot be imported; `file`: the export's file could
 * not be made; `parts_gone`: not made within the day for which its parts are kept; `declined`: a second person said no;
 * `unapproved`: nobody approved it in time.
 */
export type JobFailure =
  | 'needs_preview'
  | 'select'
  | 'totals'
  | 'unknown_kind'
  | 'expired'
  | 'unreadable'
  | 'file'
  | 'parts_gone'
  | 'declined'
  | 'unapproved';

/** Who asked for a job: a client of the API, a person at the console, a schedule, or the service itself. */
export const ORIGINS = ['api', 'console', 'sweep', 'service'] as const;
export type Origin = (typeof ORIGINS)[number];

export type Tally = Readonly<Record<string, number>>;

/** `total = changed + unchanged + Σ skipped + Σ failed` must hold before a job is `completed`. */
export interface Totals {
  readonly changed: number;
  readonly unchanged: number;
  readonly skipped: Tally;
  readonly failed: Tally;
  /** Of an import: carried out rows that say that somebody wants no messages. Absent: none. */
  readonly optOuts?: number;
  /** Of an import: `created` contacts, and how many of each fate want no messages by their rows (`created_out`). */
  readonly fates?: Tally;
}

/** A job's input for selecting, running and showing; apart, as it is large and may identify people. */
export interface JobInput {
  readonly selection: Selection;
  /** `@trigger.params` of a start, or the value of a set field; null without any, and for other kinds. */
  readonly params: unknown;
}

/** What a job waits for that nobody can hurry: the stream's function, which is behind or has not erased everything. */
export const AWAITED = ['projection'] as const;
export type AwaitedStage = (typeof AWAITED)[number];

/** How many contacts a job had accounted for at a time. */
export interface Checkpoint {
  readonly at: Instant;
  readonly done: number;
}

/** When a job was paused: since when (null: it is not), until when last, and for how long in all before that. */
export interface Paused {
  readonly since: Instant | null;
  readonly until: Instant | null;
  readonly micros: number;
}

/** A question for a second person, and the answer. */
export interface Approval {
  /** `brake`: a stage of a policy has more contacts than one night may take. */
  readonly kind: ApprovalKind | 'brake';
  /** Why a brake stopped it, the likeliest first. Absent for other kinds. */
  readonly reasons?: readonly BrakeReason[];
  /** Who added its contacts to a group of the policy; absent where that is no reason. */
  readonly addedBy?: readonly { readonly id: string; readonly name: string }[];
  /** The limit that was met, if it is not that of the night: what would be taken with this job, and may be. */
  readonly limit?: { readonly taken: number; readonly most: number };
  /** How many its step takes in a usual night; absent where that is not known. */
  readonly usual?: number;
  /** Who brought its contacts in; absent for a brake, and for an import. */
  readonly broughtIn?: BroughtIn;
  /** The person who asked, or a token without an owner. */
  readonly asked: Actor;
  readonly askedOn: Instant;
  /** From then on nobody can approve it. */
  readonly until: Instant;
  readonly decision?: ApprovalDecision;
}

export interface ApprovalDecision {
  readonly says: 'approved' | 'declined';
  readonly by: Actor;
  readonly on: Instant;
  readonly note: string | null;
}

/** The stage of a lifecycle policy that a job carries out (ADR 101). */
export interface JobPolicy {
  readonly uuid: PolicyId;
  readonly name: string;
  readonly version: number;
  /** The key of the stage. */
  readonly stage: string;
  /** With more contacts it waits for a person; null: it never does. */
  readonly most: number | null;
  /** The same with what was taken before; absent: none. */
  readonly limits?: readonly SharedLimit[];
  /** Who made the version, and who made it begin, or switched it on: the second person is neither. */
  readonly madeBy?: Actor;
  readonly by?: Actor;
  /** Its contacts are read and checked while it is frozen. Absent: only when their turn comes. */
  readonly checked?: true;
  /** From which a brake says why. Absent when its contacts are no night's. */
  readonly before?: NightBefore;
}

export interface Job<W extends AnyWork = AnyWork> {
  readonly uuid: JobId;
  readonly workspace: WorkspaceId;
  readonly work: W;
  readonly status: JobStatus;
  /** Stop after freezing and wait for `run` with the token. */
  readonly preview: boolean;
  /** Above this number a job needs a preview and its count. Null: never (TextIt's endpoints, the service). */
  readonly confirmAbove: number | null;
  /** Contacts in the frozen manifest; null until the last page is frozen. */
  readonly total: number | null;
  readonly totals: Totals;
  /** Errors of its runs, by kind; one run may have many. */
  readonly errors: Tally;
  /** Selected contacts that were left out at freezing, by reason, as far as they were checked. */
  readonly excluded: Tally;
  /** For a preview: its contacts with warnings, by code (`warnings.ts`). */
  readonly warned: Tally;
  /** For a frozen preview: what it will have consumed. Null for any other job. */
  readonly estimate: Estimate | null;
  readonly slices: { readonly total: number; readonly done: number };
  readonly capacity: { readonly readUnits: number; readonly writeUnits: number };
  /** Write units of what followed from its changes so far: history, counts, cleaning up. */
  readonly follows: number;
  /** Bound to the manifest; `run` must present it. */
  readonly token: string | null;
  /** For a previewed import: what somebody has to decide before it runs. Absent: nothing. */
  readonly undecided?: Refusal;
  /** Why the job failed, or the service interrupted it. */
  readonly reason: JobFailure | null;
  /** Token id, or `system`. */
  readonly createdBy: string;
  /** The token's name at that time, kept when the token is gone; null for the service's jobs. */
  readonly creator: string | null;
  /** Whoever owns the token that asked for it. Absent: nobody does, or a person asked. */
  readonly owner?: Actor;
  /** The second look that it needs, or had. Absent: none. */
  readonly approval?: Approval | null;
  readonly origin: Origin;
  /** Where its contacts are from. Absent: that would be long, or may identify a person. */
  readonly chosen?: Chosen;
  /** Absent for jobs of no policy. */
  readonly policy?: JobPolicy;
  readonly createdOn: Instant;
  readonly modifiedOn: Instant;
  readonly startedOn: Instant | null;
  readonly endedOn: Instant | null;
  /** Its progress some time ago, oldest first, from which the rate is computed. */
  readonly checkpoints: readonly Checkpoint[];
  readonly paused: Paused;
  /** The result of a completed export; null for any other job. */
  readonly file: ExportFile | null;
  /** When it begins once it is frozen; until then it is `waiting`. Null: at once. */
  readonly notBefore: Instant | null;
  /** Contacts a second, at most; null: as fast as it can. */
  readonly maxRate: number | null;
  /** Deliveries of webhooks that led to it, or to one of its steps; absent without any. */
  readonly hops?: number;
  /** Absent or null: for nothing. */
  readonly waitingFor?: AwaitedStage | null;
}
