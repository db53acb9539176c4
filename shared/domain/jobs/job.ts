import type { Folder } from '../contacts/contact.ts';
import type { Estimate } from '../costs/estimate.ts';
import type { ExportFile } from '../exports/file.ts';
import type { ContactId, GroupId, ImportId, JobId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Exclusions } from './exclusions.ts';
import type { AddToGroup } from './kinds/add-to-group.ts';
import type { ClearGroup } from './kinds/clear-group.ts';
import type { Delete } from './kinds/delete.ts';
import type { Export } from './kinds/export.ts';
import type { FlagDormant } from './kinds/flag-dormant.ts';
import type { ImportRows } from './kinds/import.ts';
import type { PopulateGroup } from './kinds/populate-group.ts';
import type { PurgeArchived } from './kinds/purge-archived.ts';
import type { RemoveFromGroup } from './kinds/remove-from-group.ts';
import type { RepairGroups } from './kinds/repair-groups.ts';
import type { SetField } from './kinds/set-field.ts';
import type { SetStatus } from './kinds/set-status.ts';
import type { Start } from './kinds/start.ts';
import type { TurnGroups } from './kinds/turn-groups.ts';
import type { Undo } from './kinds/undo.ts';
import type { Unknown } from './kinds/unknown.ts';
import type { Checkpoint, Paused } from './progress.ts';
import type { Verdict } from './verdict.ts';

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

/** Calendar days (`2026-11-24`, UTC), both ends included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/**
 * The contacts of a job: those of a folder (`active` has dormant contacts too), or any of some groups and contacts together. Of a
 * folder, `days` keeps those whose folder day (the day of last sign of life in `active`) lies in one of the ranges, which are
 * apart; `notSeenSince`, of `active`, those whose dormancy flag is wrong by that deadline: contacts without it whose folder day
 * lies before that instant's UTC day, and contacts with it whose folder day does not. Or the matches of a query
 * (in normal form) within a folder; null: among active contacts, unless the query speaks of status. Or what was modified between two
 * times, both included. Or those of the rows of an import, or contacts of an earlier job. Of all of these without whom `exclude` leaves out.
 */
export type Selection = Chosen & { readonly exclude?: Exclusions };

type Chosen =
  | {
      readonly folder: Exclude<Folder, 'deleted'>;
      readonly notSeenSince?: Instant;
      readonly days?: readonly DayRange[];
    }
  | { readonly groups: readonly GroupId[]; readonly contacts: readonly ContactId[]; readonly activeOnly: boolean }
  | { readonly query: string; readonly within: Exclude<Folder, 'deleted'> | null }
  | { readonly modified: { readonly from: Instant; readonly to: Instant } }
  | { readonly import: ImportId }
  | OfJob;

/** The contacts of an earlier job that has ended, by what became of them, and why. */
export interface OfJob {
  readonly job: JobId;
  readonly outcome: Verdict['outcome'];
  /** Of contacts that were skipped or failed. */
  readonly reason?: string;
  /** Those too of which it is not written down: a slice was under way when the job was interrupted, and the contact says that it was changed. */
  readonly unwritten?: true;
}

/** What a job does to each contact. Each member is described by its kind, in `kinds/`. */
export type Work =
  | Start
  | AddToGroup
  | RemoveFromGroup
  | SetField
  | Delete
  | SetStatus
  | FlagDormant
  | ClearGroup
  | PopulateGroup
  | PurgeArchived
  | TurnGroups
  | RepairGroups
  | ImportRows
  | Export
  | Undo
  | Unknown;
export type WorkType = Work['type'];
export type WorkOf<Type extends WorkType> = Extract<Work, { type: Type }>;

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

export interface Job<W extends Work = Work> {
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
