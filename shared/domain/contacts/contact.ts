import type { ContactId, FieldKey, GroupId, JobId, PolicyId } from '../ids.ts';
import type { Instant } from '../instant.ts';

export const STATUSES = ['active', 'archived', 'stopped', 'blocked'] as const;
export type Status = (typeof STATUSES)[number];

/** Where a contact is listed. `dormant` is a quiet active contact; `deleted` is a tombstone. */
export const FOLDERS = ['active', 'dormant', 'archived', 'stopped', 'blocked', 'deleted'] as const;
export type Folder = (typeof FOLDERS)[number];

/** A folder that searches look into. */
export type SearchFolder = Exclude<Folder, 'deleted'>;
export const SEARCH_FOLDERS = ['active', 'dormant', 'archived', 'stopped', 'blocked'] as const satisfies SearchFolder[];

/** The text of a value, and every typed reading of it, whatever the field's type (TextIt 1.8). */
export interface FieldValue {
  readonly text: string;
  /** A decimal string without trailing zeros, so that no digit is lost. */
  readonly number?: string;
  /** ISO 8601, with the offset it was read with. */
  readonly datetime?: string;
}

export interface Note {
  readonly text: string;
  readonly createdOn: Instant;
  readonly createdBy: string;
}

/** What a person last said about messages (`opt-out/last-word.ts`). */
export interface LastWord {
  /** `out`: no more messages. `in`: the opposite, after an opt-out. */
  readonly says: 'out' | 'in';
  /** When it was said, not when it arrived. */
  readonly on: Instant;
  /** The stop or start word of a message, in the form in which words are compared. */
  readonly word?: string;
  /** Why somebody else says so for the person. */
  readonly reason?: string;
  /** Of an opt-out: the job that said so for the person, as long as nobody else did. */
  readonly job?: JobId;
}

/** Who made the last change and how: `via` names the door, `job` and `slice` the bulk work. */
export interface Change {
  /** Token id, or `system`. */
  readonly by: string;
  readonly via: 'api' | 'job' | 'event' | 'sweep';
  readonly job?: JobId;
  readonly slice?: number;
  /** Of a deletion: the contact's place in the manifest of its slice, which stays. */
  readonly place?: number;
  readonly undoes?: JobId;
  /** Deliveries of webhooks that led to it; absent without any. */
  readonly hops?: number;
}

/** Records that a slice of a job has changed a contact. */
export interface Mark {
  readonly job: JobId;
  readonly slice: number;
}

/** The stage of a lifecycle policy that took a contact last (ADR 101). */
export interface PolicyMark {
  readonly policy: PolicyId;
  readonly version: number;
  /** The key of the stage. */
  readonly stage: string;
  /** The name of the clock, and its time then: with another time the mark counts for nothing. */
  readonly of: string;
  readonly clock: Instant;
  readonly on: Instant;
  /** Sending is stopped until a sign of life. */
  readonly stops?: true;
  /** The contact has left the selection since, or came back into it: the policy begins anew. */
  readonly left?: true;
}

/** A person who is kept from every policy. */
export interface Hold {
  readonly on: Instant;
  /** Token or person id. */
  readonly by: string;
  readonly reason: string | null;
}

/**
 * A stored person. Immutable: changed only by `apply` with modifiers. `urns` are in priority order, each
 * `scheme:path[?channel=…][#display]`. `groups` holds static and smart groups.
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
  /** When the present status was set: the folder day of archived, stopped and blocked contacts. */
  readonly statusOn: Instant;
  /** Set by the dormancy sweep; removed by any sign of life and by leaving active. Only active contacts have it. */
  readonly dormantSince: Instant | null;
  /** The refusal in force, or that of an archived contact when it returns. Deletion keeps it. */
  readonly optOut: 'stopped' | 'blocked' | null;
  /** The person's last opt-out or opt-in. A block hides it; only a later one undoes it (`opt-out/last-word.ts`). */
  readonly lastWord: LastWord | null;
  readonly policyMark: PolicyMark | null;
  readonly hold: Hold | null;
  /** Counts writes; each write is conditional on it. */
  readonly version: number;
  /** The version at which each group was joined, which names the roster entry. Only the data layer uses it. */
  readonly joined: Readonly<Record<GroupId, number>>;
  readonly lastChange: Change;
  /** Earlier changes by jobs that may not be over: by them a repeated slice knows that it is done (`marks.ts`). */
  readonly marks: readonly Mark[];
  /** Where indexes and rosters have it, when that is above the eighth partition. Only the data layer uses it. */
  readonly shard?: number | undefined;
}

/** What is left of a deleted contact: no personal data, only what `deleted=true` lists and an opt-out need. */
export interface Tombstone {
  readonly uuid: ContactId;
  readonly deleted: true;
  readonly createdOn: Instant;
  readonly modifiedOn: Instant;
  readonly optOut: 'stopped' | 'blocked' | null;
  /** An opt-out in force, without words. */
  readonly lastWord: LastWord | null;
  readonly version: number;
  readonly lastChange: Change;
  /** Earlier changes by jobs that may not be over: by them a repeated slice knows that it is done (`marks.ts`). */
  readonly marks: readonly Mark[];
  readonly shard?: number | undefined;
}

export const isTombstone = (item: Contact | Tombstone): item is Tombstone => 'deleted' in item;

export function folderOf(item: Contact | Tombstone): Folder {
  if (isTombstone(item)) return 'deleted';
  return item.status === 'active' && item.dormantSince !== null ? 'dormant' : item.status;
}
