import { formatInstant } from '../instant.ts';
import type { Erasure, LedgerEntry } from './erasure.ts';

/** A deletion as it is shown and as a receipt states it: nothing in it says who the person was. */
export type ShownErasure = {
  readonly contact: string;
  readonly deleted_on: string;
  readonly deleted_by: { readonly token: string; readonly name: string | null };
  readonly via: string;
  readonly job: string | null;
  /** Of each address the first 8 bytes of its keyed hash, in hexadecimal digits. */
  readonly urns: readonly string[];
  readonly removed: {
    readonly urns: number;
    readonly history: number;
    readonly messages: number;
    readonly groups: number;
  };
  readonly entry: number;
};

/** What a receipt states, and what of it is signed. */
export type Statement = {
  readonly version: 1;
  readonly workspace: string;
  readonly issued_on: string;
  readonly contact: string | null;
  readonly job: string | null;
  /** Contacts deleted. */
  readonly total: number;
  /** SHA-256 of their uuids, sorted, each with a line feed behind it. */
  readonly contacts_sha256: string;
  /** Null when there are too many for one answer: then they are in erasures.json, and their hash is here. */
  readonly erasures: readonly ShownErasure[] | null;
  /** The entries of the ledger that say so, with their hashes: by these the ledger itself is checked. */
  readonly entries: readonly { readonly number: number; readonly hash: string }[];
};

export interface Receipt {
  readonly receipt: Statement;
  readonly algorithm: string;
  readonly public_key: string;
  readonly signature: string;
}

export const showErasure = (
  { contact, deletedOn, by, name, via, job, urns, removed }: Erasure,
  { number }: Pick<LedgerEntry, 'number'>,
): ShownErasure => ({
  contact,
  deleted_on: formatInstant(deletedOn),
  deleted_by: { token: by, name },
  via,
  job,
  urns,
  removed: { urns: urns.length, ...removed },
  entry: number,
});
