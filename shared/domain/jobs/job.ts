import type { Folder, Status } from '../contacts/contact.ts';
import type { ContactId, FlowId, GroupId, JobId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** Contacts in one slice of a frozen manifest: half a second of work, and one SQS message. */
export const SLICE_SIZE = 500;

export const JOB_STATUSES = [
  'pending',
  'ready',
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

/** Calendar days (`2026-11-24`, UTC), both ends included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/**
 * Whom a job is for: a folder (`active` has dormant contacts too), or any of some groups and contacts together. Of a
 * folder, `notSeenSince` keeps those whose folder day (the day of last sign of life in `active`) lies before that
 * instant's UTC day, `days` those whose folder day lies in one of the ranges, which are apart. Or the matches of a query
 * (in normal form) within a folder; null: among active contacts, unless the query speaks of status.
 */
export type Selection =
  | {
      readonly folder: Exclude<Folder, 'deleted'>;
      readonly notSeenSince?: Instant;
      readonly days?: readonly DayRange[];
    }
  | { readonly groups: readonly GroupId[]; readonly contacts: readonly ContactId[]; readonly activeOnly: boolean }
  | { readonly query: string; readonly within: Exclude<Folder, 'deleted'> | null };

/** What a job does to each contact. */
export type Work =
  | {
      readonly type: 'start';
      readonly flow: FlowId;
      readonly params: unknown;
      /** False: whom an earlier start of the flow reached is left out when the job is frozen. */
      readonly restartParticipants: boolean;
      /** As it was asked for: nobody stays in a flow here, so it leaves out nobody (but whoever is not active). */
      readonly excludeActive: boolean;
      /** What `@trigger.origin` says; `api` when left out (TextIt 6.9, 9.4). */
      readonly origin?: 'zapier';
    }
  | { readonly type: 'delete' }
  | { readonly type: 'set_status'; readonly status: Status }
  | { readonly type: 'flag_dormant'; readonly days: number }
  /** Takes the members out of a group that was deleted or became invalid. */
  | { readonly type: 'clear_group'; readonly group: GroupId }
  /** Finds out who belongs to a smart group; then the group is ready. */
  | { readonly type: 'populate_group'; readonly group: GroupId }
  /** Moves those whom a passing midnight takes into a smart group or out of it. */
  | { readonly type: 'turn_groups' };

/** `select`: its contacts could not be selected; `totals`: its numbers do not add up, which is a bug. */
export type JobFailure = 'select' | 'totals';

export type Tally = Readonly<Record<string, number>>;

/** `total = changed + unchanged + Σ skipped + Σ failed` holds before a job may be `completed`. */
export interface Totals {
  readonly changed: number;
  readonly unchanged: number;
  readonly skipped: Tally;
  readonly failed: Tally;
}

export interface Job {
  readonly uuid: JobId;
  readonly workspace: WorkspaceId;
  readonly work: Work;
  readonly selection: Selection;
  readonly status: JobStatus;
  /** Stop after freezing and wait for `run` with the token. */
  readonly preview: boolean;
  /** Contacts in the frozen manifest; null until the last page is frozen. */
  readonly total: number | null;
  readonly totals: Totals;
  readonly slices: { readonly total: number; readonly done: number };
  readonly capacity: { readonly readUnits: number; readonly writeUnits: number };
  /** Bound to the manifest; what `run` must present. */
  readonly token: string | null;
  /** Why a `failed` job failed. */
  readonly reason: JobFailure | null;
  readonly createdBy: string;
  readonly createdOn: Instant;
  readonly modifiedOn: Instant;
  readonly startedOn: Instant | null;
  readonly endedOn: Instant | null;
}
