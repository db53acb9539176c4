import type { ContactId, FieldKey, GroupId, JobId } from '../ids.ts';
import type { Instant } from '../instant.ts';

export const STATUSES = ['active', 'archived', 'stopped', 'blocked'] as const;
export type Status = (typeof STATUSES)[number];

/** Where a contact is listed. `dormant` is an active contact that has gone quiet; `deleted` is a tombstone. */
export const FOLDERS = ['active', 'dormant', 'archived', 'stopped', 'blocked', 'deleted'] as const;
export type Folder = (typeof FOLDERS)[number];

/** A value keeps its text and every typed reading of it that could be made, whatever the field's type (TextIt 1.8). */
export interface FieldValue {
  readonly text: string;
  /** Decimal string without trailing zeros, so that no digit is lost. */
  readonly number?: string;
  /** ISO-8601 with the offset it was understood in. */
  readonly datetime?: string;
}

export interface Note {
  readonly text: string;
  readonly createdOn: Instant;
  readonly createdBy: string;
}

/** What a person last said about messages (`opt-out/last-word.ts`). */
export interface LastWord {
  /** `out`: no more messages. `in`: what says the opposite of an opt-out before it. */
  readonly says: 'out' | 'in';
  /** When it was said, not when it arrived. */
  readonly on: Instant;
  /** The stop or start word of a message, in the form in which words are compared. */
  readonly word?: string;
  /** Why somebody else says so for the person. */
  readonly reason?: string;
}

/** Who changed a contact last and through what: `via` says which door, `job` and `slice` which bulk work. */
export interface Change {
  /** Token id, or `system`. */
  readonly by: string;
  readonly via: 'api' | 'job' | 'event' | 'sweep';
  readonly job?: JobId;
  readonly slice?: number;
  /** The job that this one undoes. */
  readonly undoes?: JobId;
}

/** That a slice of a job has changed a contact. */
export interface Mark {
  readonly job: JobId;
  readonly slice: number;
}

/**
 * A person, as stored. Immutable: changed only by `apply` with modifiers.
 *
 * `urns` are in priority order, each `scheme:path[?channel=…][#display]`. `groups` holds static and smart groups alike.
 */
export interface Contact {
  readonly uuid: ContactId;
  readonly name: string | null;
  readonly language: string | null;
  readonly status: Status;
  readonly urns: readonly string[];
  readonly fields: Readonly<Record<FieldKey, FieldValue>>;
  readonly groups: readonly GroupId[];
  readonly notes: readonly Note[];
  readonly createdOn: Instant;
  readonly modifiedOn: Instant;
  readonly lastSeenOn: Instant | null;
  /** When the present status was taken: the folder day of archived, stopped and blocked contacts. */
  readonly statusOn: Instant;
  /** Set by the dormancy sweep, taken away by any sign of life and by leaving active. Only active contacts have it. */
  readonly dormantSince: Instant | null;
  /** The refusal that is in force: what the contact is, or was before it was archived and is again when it is restored. Deletion keeps it. */
  readonly optOut: 'stopped' | 'blocked' | null;
  /** What the person last said about messages, and when: a block hides it, and nothing but a later word undoes it (`opt-out/last-word.ts`). */
  readonly lastWord: LastWord | null;
  /** Counts writes; each write is conditional on it. */
  readonly version: number;
  /** The version at which each of `groups` was joined: names the roster entry. Kept by the data layer, opaque here. */
  readonly joined: Readonly<Record<GroupId, number>>;
  readonly lastChange: Change;
  /** Earlier changes by jobs that may not be over: by these a slice that comes again knows that it is done (`marks.ts`). */
  readonly marks: readonly Mark[];
}

/** What is left of a deleted contact: no personal data, enough for `deleted=true` lists and to keep an opt-out. */
export interface Tombstone {
  readonly uuid: ContactId;
  readonly deleted: true;
  readonly createdOn: Instant;
  /** The time of deletion. */
  readonly modifiedOn: Instant;
  readonly optOut: 'stopped' | 'blocked' | null;
  /** An opt-out that is in force, without words. */
  readonly lastWord: LastWord | null;
  readonly version: number;
  readonly lastChange: Change;
  /** Earlier changes by jobs that may not be over: by these a slice that comes again knows that it is done (`marks.ts`). */
  readonly marks: readonly Mark[];
}

export const isTombstone = (item: Contact | Tombstone): item is Tombstone => 'deleted' in item;

/** The folder that a contact or tombstone is listed in. */
export function folderOf(item: Contact | Tombstone): Folder {
  if (isTombstone(item)) return 'deleted';
  return item.status === 'active' && item.dormantSince !== null ? 'dormant' : item.status;
}
