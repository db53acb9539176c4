import type { Change, Tombstone } from '../contacts/contact.ts';
import type { ContactId, JobId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** Who or what deleted contacts, and when: the same for all contacts of a slice or a request. */
export interface Deleter {
  readonly deletedOn: Instant;
  readonly via: Change['via'];
  /** Token id, or `system`. */
  readonly by: string;
  /** The name that the token had; null if it was gone, and for the service's own deletions. */
  readonly name: string | null;
  readonly job: JobId | null;
  readonly slice: number | null;
}

/** From the tombstone, and the present names of tokens. */
export function deleterOf(
  { modifiedOn: deletedOn, lastChange }: Tombstone,
  names: ReadonlyMap<string, string>,
): Deleter {
  const { via, by, job = null, slice = null } = lastChange;
  return { deletedOn, via, by, name: names.get(by) ?? null, job, slice };
}

/** The place of a contact that a job has deleted. */
export const manifestPlaceOf = ({ lastChange: { place } }: Tombstone): Pick<ToldErasure, 'place'> =>
  place === undefined ? {} : { place };

/** A deletion in the erasure ledger. It does not identify the person. */
export interface Erasure extends Deleter {
  readonly contact: ContactId;
  /** The first bytes of each address's keyed hash, in hexadecimal. */
  readonly urns: readonly string[];
  readonly removed: Removed;
}

/** How many items of a contact were removed with it. */
export interface Removed {
  readonly history: number;
  readonly messages: number;
  readonly groups: number;
}

/** A deletion as it is told to the ledger. */
export interface ToldErasure extends Erasure {
  /** The contact's place in the manifest of its slice, which stays. Absent for a deletion by no job. */
  readonly place?: number;
}

/** An entry of a workspace's ledger: the deletions of one batch of the stream, or a part of it. */
export interface LedgerEntry {
  /** Its sort key: the time of its deletions and what they are. */
  readonly key: string;
  /** When it was written. */
  readonly at: Instant;
  readonly erasures: readonly Erasure[];
  /** The hash of its content, base64url. */
  readonly hash: string;
}

/** Which entry says of a deletion. */
export type EntryName = Pick<LedgerEntry, 'key' | 'at' | 'hash'>;

/** A deletion with the entry that says so. */
export interface Recorded {
  readonly erasure: Erasure;
  readonly entry: EntryName;
}
