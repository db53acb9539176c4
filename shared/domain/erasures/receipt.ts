import { formatInstant } from '../instant.ts';
import type { Erasure, LedgerEntry } from './erasure.ts';

/** A deletion as it is shown and as receipts state it. It does not identify the person. */
export type ShownErasure = {
  readonly contact: string;
  readonly deleted_on: string;
  readonly deleted_by: { readonly token: string; readonly name: string | null };
  readonly via: string;
  readonly job: string | null;
  /** The first 8 bytes of each address's keyed hash, in hexadecimal. */
  readonly urns: readonly string[];
  readonly removed: {
    readonly urns: number;
    readonly history: number;
    readonly messages: number;
    readonly groups: number;
  };
  readonly entry: number;
};

/** The content of a receipt, which is signed. */
export type Statement = {
  readonly version: 1;
  readonly workspace: string;
  readonly issued_on: string;
  readonly contact: string | null;
  readonly job: string | null;
  /** Number of deleted contacts. */
  readonly total: number;
  /** SHA-256 of their sorted uuids, each followed by a line feed. */
  readonly contacts_sha256: string;
  /** Null when there are too many for one answer: then erasures.json has them, and their hash is here. */
  readonly erasures: readonly ShownErasure[] | null;
  /** The ledger's entries with their hashes, by which the ledger can be checked. */
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
