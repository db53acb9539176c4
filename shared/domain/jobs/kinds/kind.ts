import type * as z from 'zod/mini';
import type { ApprovalKind } from '../../approvals.ts';
import type { Folder, Status } from '../../contacts/contact.ts';
import type { ExportFormat } from '../../exports/file.ts';
import type { FieldKey, FlowId, GroupId, JobId } from '../../ids.ts';
import type { DeclaredRefusals } from '../../imports/refusals.ts';
import type { Instant } from '../../instant.ts';
import type { Refusal } from '../../refusals/refusal.ts';
import type { Leaving } from '../../selection/exclusions.ts';
import type { Selection } from '../../selection/selection.ts';
import type { Assets, Settings } from '../../workspace.ts';
import type { AnyWork, Job } from '../job.ts';
import type { Deed } from '../summary/deeds.ts';
import type { Operation } from './operation.ts';

/** All that is particular to one kind. Common code (selecting, freezing, slices) looks it up here. */
export interface Kind<W extends AnyWork = AnyWork> {
  readonly type: W['type'];
  /** Its form in POST jobs.json; null, as by default, when that does not start it. */
  readonly body: PublicBody<W> | null;
  readonly operation: Operation<W>;
  /** What it does, by which its sentence is made (`summary/`). */
  does(work: W): Deed;
  /** What its contacts get or lose, if it can be named; `jobs.json` shows it with names. */
  target(work: W): JobTarget;
  /** Why it cannot be undone, or null. */
  readonly refuseUndo: Refusal | null;
  /** Why it cannot be undone by what the workspace has now, or null. By default null. */
  refuseUndoNow?(work: W, assets: Assets): Refusal | null;
  /** The door in history: `sweep` for scheduled jobs, and by default `job`. */
  readonly via: 'job' | 'sweep';
  /** Who may take its steps (`steering.ts`): all who may write, whoever started it, or administrators only. */
  readonly steeredBy: 'writers' | 'starter' | 'administrators';
  /** Whether running a preview always needs the number of contacts. By default it may be left out, but not wrong. */
  countToRun?(work: W): boolean;
  /** What a second person must approve above a number (`approve_above`), or null. By default nothing. */
  approval?(work: W): ApprovalKind | null;
  /** Its manifest is kept for ever, for the erasure ledger (ADR 049). By default it expires with the job. */
  readonly keepsManifest?: true;
  /** It begins when it is run. By default it may begin later. */
  readonly atOnce?: true;
  /** The queue whose function selects its contacts and prepares slices; by default `select`, unprepared. */
  readonly prepared?: 'files';
  /** The queue whose function does its last step after all slices. By default there is none. */
  readonly ends?: 'files';
  /** The flow whose earlier starts are left out of the manifest, or null. By default none. */
  skipsStartedIn?(work: W): FlowId | null;
  /** The smart group that becomes ready when the job completes without failures. By default none. */
  readies?(work: W): GroupId;
  /** The job that follows because settings have changed since, or null. By default none. */
  again?(work: W, settings: Settings, now: Instant): Following<W> | null;
  /** The job that follows if it has anybody, or null. By default none. */
  follows?(settings: Settings, now: Instant): Following<AnyWork> | null;
  /** Its public type. By default that of the work. */
  readonly publicType?: string;
  /** The work for repeating it for failed contacts. By default the same. */
  repeated?(work: W): W;
}

/** What a kind has that does not say otherwise: nothing that protects people. */
export const BY_DEFAULT = { body: null, via: 'job' } as const satisfies Partial<Kind>;

/** A kind without what it has by default. */
export type DeclaredKind<W extends AnyWork> = Omit<Kind<W>, keyof typeof BY_DEFAULT> &
  Partial<Pick<Kind<W>, keyof typeof BY_DEFAULT>>;

/** What a job gives its contacts, or takes from them. */
export interface JobTarget {
  readonly status?: Status;
  readonly group?: GroupId;
  /** The group that contacts leave. */
  readonly from?: GroupId;
  readonly flow?: FlowId;
  readonly field?: FieldKey;
  /** Null: it is taken away. */
  readonly language?: string | null;
  /** Of a file. */
  readonly format?: ExportFormat;
  readonly columns?: readonly string[];
  readonly readable?: true;
  readonly job?: JobId;
  /** Days without a sign of life. */
  readonly days?: number;
  /** Of an import: who wants no messages, as its preview was told. */
  readonly refusals?: DeclaredRefusals;
  /** Of an undo: why it lifts opt-outs. */
  readonly reason?: string;
}

interface Following<W extends AnyWork> {
  readonly work: W;
  readonly selection: Extract<Selection, { folder: unknown }>;
}

/** What a body names, read before its work is made. */
interface Found {
  readonly flow: FlowId | null;
  readonly exclude: Leaving;
  readonly preview: boolean;
}

type Shape = z.core.$ZodShape;
type Fields<Body extends Shape> = z.output<z.ZodMiniObject<Body>>;

/** The body of a new job of one kind, besides `selection` and `preview`. */
export interface PublicBody<W extends AnyWork = AnyWork, Body extends Shape = Shape> {
  /** Its own fields. All kinds share a flat body: equal names must have equal schemas. */
  readonly fields: Body;
  /** The work that the fields ask for, or an error that only the workspace shows. */
  work(given: Fields<Body>, assets: Assets, found: Found): WorkAsked<W>;
  /** It changes no contact, so it never needs a preview. */
  readonly changesNothing?: true;
  /** It only takes active contacts of its selection. */
  readonly activeOnly?: true;
  /** Where a query searches without a folder; null, the default: among active contacts, unless it asks about status. */
  readonly searches: Exclude<Folder, 'deleted'> | null;
  /** Why a selection is refused, or null. By default none is. */
  refuseSelection(selection: Selection, assets: Assets): Refusal | null;
  /** Why it needs a preview, or null. */
  readonly previewFirst: Refusal | null;
}

/** The work, with the job's parameters if needed, or an error. */
export type WorkAsked<W extends AnyWork = AnyWork> =
  | { readonly work: W; readonly params?: unknown }
  | { readonly field: string; readonly problem: Refusal };

/** Whether a job is of the kind with this work. */
export const ofKind =
  <W extends AnyWork>(type: W['type']) =>
  <J extends Pick<Job, 'work'>>(job: J): job is J & { readonly work: W } =>
    job.work.type === type;

/** A body with what it has by default. Infers the type of the fields from their declaration. */
export const publicBody = <W extends AnyWork, Body extends Shape>(
  declared: Omit<PublicBody<W, Body>, keyof typeof ANY_CONTACTS> &
    Partial<Pick<PublicBody<W, Body>, keyof typeof ANY_CONTACTS>>,
): PublicBody<W> => ({ ...ANY_CONTACTS, ...declared });

const ANY_CONTACTS = { searches: null, refuseSelection: () => null };
