import type { WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { canonicalJson } from './canonical.ts';

/** What was written to a workspace's ledger by a time, and by no earlier seal. */
export interface Seal {
  /** 1 for the first; without gaps. */
  readonly number: number;
  readonly at: Instant;
  /** Its entries and those of earlier seals are all that were written by then, except for writes under way. */
  readonly until: Instant;
  /** The number of its first entry. */
  readonly first: number;
  readonly count: number;
  /** The hash of the seal before; empty for the first. */
  readonly previous: string;
  /** The root of the Merkle tree over the hashes of its entries, base64url. */
  readonly root: string;
  readonly hash: string;
}

/** What the hash of a seal is made of. */
export const sealText = (workspace: WorkspaceId | string, seal: Omit<Seal, 'hash'>): string => {
  const { number, at, until, first, count, previous, root } = seal;
  return canonicalJson({ workspace, number, at, until, first, count, previous, root });
};
