import type { Change, Contact } from '../../contacts/contact.ts';
import type { Modifier } from '../../contacts/modifiers/modifier.ts';
import type { FlowId, ImportId, JobId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Selection } from '../../selection/selection.ts';
import type { Verdict } from '../../selection/verdict.ts';
import type { Assets } from '../../workspace.ts';
import type { AnyWork, Job } from '../job.ts';

/** What a job does to each of its contacts. */
export type Operation<W extends AnyWork = AnyWork> =
  | ModifyContacts<W>
  | StartFlow<W>
  | UndoJob<W>
  | DeleteContact
  | ImportOperation<W>
  | ExportContacts
  | NoOperation;

/** What a slice is worked on with: the same for all of its contacts. */
export interface Working {
  readonly assets: Assets;
  readonly now: Instant;
  readonly change: Change;
  /** The job's parameters, for kinds that take some. */
  readonly params?: unknown;
}

/** Changes a contact by modifiers. */
export interface ModifyContacts<W extends AnyWork = AnyWork> {
  readonly type: 'modify';
  /** Whether its modifiers need the job's parameters, which are not in its work because they may identify people. */
  takesParams?(work: W): boolean;
  /** The modifiers for one contact as it is now, or why this job leaves it as it is. */
  modifiers(contact: Contact, job: Job<W>, working: Working): readonly Modifier[] | Verdict;
}

/** Sends a contact through a flow. */
export interface StartFlow<W extends AnyWork = AnyWork> {
  readonly type: 'start_flow';
  flow(work: W): { readonly flow: FlowId; readonly origin: 'api' | 'zapier' };
}

/** Deletes a contact for good, which is no change of it: history, messages and addresses go too. */
export interface DeleteContact {
  readonly type: 'delete';
  /** Why the contact, as it is now, is not deleted; null when it is. */
  refuse(contact: Contact, assets: Assets, seen: Seen): Verdict | null;
}

/** What was seen of the contacts before they were to be deleted. */
export interface Seen {
  /** When the job was asked for, which is before any contact of it was looked at. */
  readonly since: Instant;
  /** What was selected; null where each contact's own status decides alone. */
  readonly selection: Selection | null;
}

/** Makes of each contact what its row says; creates it where it is not there. */
interface ImportOperation<W extends AnyWork = AnyWork> {
  readonly type: 'import_rows';
  import(work: W): ImportId;
}

/** Writes what each contact has into a file, and changes none. */
interface ExportContacts {
  readonly type: 'export';
}

/** Puts contacts back to what they were before a job changed them. */
export interface UndoJob<W extends AnyWork = AnyWork> {
  readonly type: 'undo';
  undone(work: W): Undone;
}

interface Undone {
  readonly job: JobId;
  readonly wasUndo: boolean;
  /** It makes contacts, as an import does. */
  readonly creates: boolean;
  /** The opt-outs that it alone has said are lifted. */
  readonly bringsBack?: boolean;
  /** When it was made, before which it changed nothing, and when it ended. */
  readonly from: Instant;
  readonly to: Instant;
}

/** Nothing: such a job cannot be carried out. */
export interface NoOperation {
  readonly type: 'none';
}
