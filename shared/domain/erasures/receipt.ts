import type { WorkspaceId } from '../ids.ts';
import { formatInstant } from '../instant.ts';
import { canonicalJson } from './canonical.ts';
import type { Erasure } from './erasure.ts';
import type { Seal } from './seal.ts';

/** What the ledger says of a deletion. It does not identify the person. */
type StatedErasure = {
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
};

/** The numbers of a deletion's entry and of its seal; null for an entry that is not sealed yet. */
type ShownPlace = { readonly entry: number | null; readonly seal: number | null };

/** A deletion as it is shown and as receipts state it. */
export type ShownErasure = StatedErasure & ShownPlace;

/** An entry with the hashes that lead from its own to the root of its seal, base64url, lowest first. */
export type StatedEntry = {
  readonly number: number | null;
  readonly hash: string;
  readonly seal: number | null;
  /** Null for an entry that is not sealed, and when a receipt is of too many contacts to name them. */
  readonly path: readonly string[] | null;
};

/** The hashes that lead from a contact to the hash of its entry, without the entry's other contacts. */
export type ContactProof = { readonly index: number; readonly size: number; readonly path: readonly string[] };

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
  /** The exports, and the imports with all files, that held one of them and were removed so far. */
  readonly files: readonly { readonly kind: string; readonly uuid: string; readonly removed_on: string }[];
  /** The ledger's entries with their hashes, by which the ledger can be checked. */
  readonly entries: readonly StatedEntry[];
  /** The seals of these entries. */
  readonly seals: readonly Readonly<Record<keyof Seal, string | number>>[];
  /** Null for a job. */
  readonly proof: ContactProof | null;
};

export interface Receipt {
  readonly receipt: Statement;
  readonly algorithm: string;
  readonly public_key: string;
  readonly signature: string;
}

export const stateErasure = ({ contact, deletedOn, by, name, via, job, urns, removed }: Erasure): StatedErasure => ({
  contact,
  deleted_on: formatInstant(deletedOn),
  deleted_by: { token: by, name },
  via,
  job,
  urns,
  removed: { urns: urns.length, ...removed },
});

export const showErasure = (
  erasure: Erasure,
  place: { readonly number: number; readonly seal: Pick<Seal, 'number'> } | undefined,
): ShownErasure => ({ ...stateErasure(erasure), entry: place?.number ?? null, seal: place?.seal.number ?? null });

/** What the tree of an entry has of a deletion. */
export const erasureLeaf = (workspace: WorkspaceId | string, erasure: StatedErasure): string => {
  const { contact, deleted_on, deleted_by, via, job, urns, removed } = erasure;
  return canonicalJson({ workspace, contact, deleted_on, deleted_by, via, job, urns, removed });
};
