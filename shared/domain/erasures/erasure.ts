import type { Change, Tombstone } from '../contacts/contact.ts';
import type { ContactId, JobId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** Who or what deleted contacts, and when: the same for all contacts of a slice, or of a request. */
export interface Deleter {
  readonly deletedOn: Instant;
  readonly via: Change['via'];
  /** Token id, or `system`. */
  readonly by: string;
  /** The name that the token had; null when it was gone already, and for what the service does by itself. */
  readonly name: string | null;
  readonly job: JobId | null;
  readonly slice: number | null;
}

/** By the tombstone that it left, and the names that tokens have now. */
export function deleterOf(
  { modifiedOn: deletedOn, lastChange }: Tombstone,
  names: ReadonlyMap<string, string>,
): Deleter {
  const { via, by, job = null, slice = null } = lastChange;
  return { deletedOn, via, by, name: names.get(by) ?? null, job, slice };
}

/** That a contact was deleted for good, as the erasure ledger has it: nothing in it says who the person was. */
export interface Erasure extends Deleter {
  readonly contact: ContactId;
  /** Of each address the first bytes of its keyed hash, in hexadecimal digits. */
  readonly urns: readonly string[];
  readonly removed: Removed;
}

/** How many items the contact left, and what was removed with it. */
export interface Removed {
  readonly history: number;
  readonly messages: number;
  readonly groups: number;
}

/** One entry of a workspace's ledger: what one batch of the stream, or less, said was deleted. */
export interface LedgerEntry {
  /** 1 for the first; without gaps. */
  readonly number: number;
  /** When it was written; never before that of the entry before it. */
  readonly at: Instant;
  readonly erasures: readonly Erasure[];
  /** The hash of the entry before it; empty for the first. */
  readonly previous: string;
  readonly hash: string;
}
