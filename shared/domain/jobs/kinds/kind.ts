import type * as z from 'zod/mini';
import type { Folder, Status } from '../../contacts/contact.ts';
import type { ExportFormat } from '../../exports/file.ts';
import type { FieldKey, FlowId, GroupId, JobId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Refusal } from '../../refusals/refusal.ts';
import type { Assets, Settings } from '../../workspace.ts';
import type { Leaving } from '../exclusions.ts';
import type { AnyWork, Job } from '../job.ts';
import type { Selection } from '../selection.ts';
import type { Operation } from './operation.ts';

/**
 * All that is particular to one kind of job. What all jobs have in common (selecting, freezing, slices, totals) looks the
 * differences up here and names no kind itself.
 */
export interface Kind<W extends AnyWork = AnyWork> {
  readonly type: W['type'];
  /** How POST jobs.json asks for it; null when that starts none: the service itself does, or another endpoint. */
  readonly body: PublicBody<W> | null;
  readonly operation: Operation<W>;
  /** What its contacts get or lose, as far as that can be named; `jobs.json` shows it with names. */
  target(work: W): JobTarget;
  /** Why a job of this kind cannot be undone; null when it can. */
  readonly refuseUndo: Refusal | null;
  /** What history names as the way of its changes: `sweep` for what a schedule starts. */
  readonly via: 'job' | 'sweep';
  /** Whether running a previewed job needs the number of contacts, however few. By default that may be left out, but not be wrong. */
  countToRun?(work: W): boolean;
  /** Its manifest is kept for good: the erasure ledger refers to it (ADR 049). By default it goes with the job. */
  readonly keepsManifest?: true;
  /** It cannot begin later than it is run. By default it can. */
  readonly atOnce?: true;
  /** The queue whose function selects its contacts, and prepares what its slices need; by default `select` does, and they need nothing. */
  readonly prepared?: 'files';
  /** The queue whose function has the end of it to do, when each of its slices is accounted for. By default nothing is left to do then. */
  readonly ends?: 'files';
  /** The flow whose earlier starts' contacts are left out of the manifest; null: none are. By default none are. */
  skipsStartedIn?(work: W): FlowId | null;
  /** The smart group that is ready once the job is completed without a failed contact. By default none is. */
  readies?(work: W): GroupId;
  /** The job that must follow its end because settings have changed since it was made; null: none. By default none does. */
  again?(work: W, settings: Settings, now: Instant): Following<W> | null;
  /** The type by which callers know it. By default that of the work. */
  readonly publicType?: string;
  /** The work when it is repeated for contacts that failed. By default the same. */
  repeated?(work: W): W;
}

/** What a job is to bring its contacts, or take from them. */
export interface JobTarget {
  readonly status?: Status;
  readonly group?: GroupId;
  readonly flow?: FlowId;
  readonly field?: FieldKey;
  /** Of a file. */
  readonly format?: ExportFormat;
  /** An earlier job, which is undone. */
  readonly job?: JobId;
  /** Days without a sign of life. */
  readonly days?: number;
  /** Of an import: why columns and files were said not to be about consent, by their names. */
  readonly dismissed?: Readonly<Record<string, string>>;
}

/** A job that follows another. */
export interface Following<W extends AnyWork> {
  readonly work: W;
  readonly selection: Selection;
}

/** What a body names and is read before its work is made. */
interface Found {
  /** The flow that it names; null when it names none. */
  readonly flow: FlowId | null;
  readonly exclude: Leaving;
  readonly preview: boolean;
}

type Shape = z.core.$ZodShape;
type Fields<Body extends Shape> = z.output<z.ZodMiniObject<Body>>;

/** What a caller says of a new job of one kind, besides its `selection` and `preview`, which every kind has. */
export interface PublicBody<W extends AnyWork = AnyWork, Body extends Shape = Shape> {
  /** Its own fields. Those of all kinds are one flat body: fields of two kinds with one name must be one schema. */
  readonly fields: Body;
  /** The work that the fields ask for, or what only the workspace can show to be wrong with one of them. */
  work(given: Fields<Body>, assets: Assets, found: Found): WorkAsked<W>;
  /** It changes no contact: any number of them needs no preview. */
  readonly changesNothing?: true;
  /** Of its selection only active contacts are taken. */
  readonly activeOnly?: true;
  /** Where a query looks when no folder is given; null: among active contacts, unless the query speaks of status. */
  readonly searches: Exclude<Folder, 'deleted'> | null;
  /** Why a selection cannot be taken; null when it can. */
  refuseSelection(selection: Selection, assets: Assets): Refusal | null;
  /** Why it cannot be run without a preview; null when it can. */
  readonly previewFirst: Refusal | null;
}

/** The work, with the job's parameters where it needs some; or what is wrong. */
export type WorkAsked<W extends AnyWork = AnyWork> =
  | { readonly work: W; readonly params?: unknown }
  | { readonly field: string; readonly problem: Refusal };

/** Whether a job is of the kind with this work. */
export const ofKind =
  <W extends AnyWork>(type: W['type']) =>
  <J extends Pick<Job, 'work'>>(job: J): job is J & { readonly work: W } =>
    job.work.type === type;

/** Fixes the type of the fields from their own declaration. */
export const publicBody = <W extends AnyWork, Body extends Shape>(declared: PublicBody<W, Body>): PublicBody<W> =>
  declared;

/** For kinds that can be done to any selection. */
export const anySelection = (): null => null;
