/**
 * The erasure ledger: that contacts were deleted for good, in the workspace table, and kept for as long as that.
 *
 *   E#<workspace>   <number>   { at, deleters, ways, rows, count, previous, hash }
 *
 * An entry names the hash of the one before it, and no number is left out: whoever changes an entry, or takes one away, breaks the chain
 * (`verify.ts`). Nothing in it says who somebody was: uuids, keyed hashes of addresses, numbers of items (ADR 049).
 */
import { createHash } from 'node:crypto';
import type { Deleter, Erasure, LedgerEntry } from '../../domain/erasures/erasure.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Data, Key } from '../dynamo/index.ts';
import { readManifests, sliceName } from '../jobs/index.ts';
import { type PackedErasures, unpackErasures } from './packed.ts';

/** Text order is their order up to 10¹² entries. */
export const entrySort = (number: number): string => String(number).padStart(12, '0');
export const ledgerPk = (workspace: WorkspaceId): string => `E#${workspace}`;

export const entryKey = (workspace: WorkspaceId, number: number): Key => ({
  pk: ledgerPk(workspace),
  sk: entrySort(number),
});

export interface EntryItem extends Key, PackedErasures {
  readonly at: Instant;
  readonly count: number;
  readonly previous: string;
  readonly hash: string;
}

/** SHA-256 over all that an entry says, in a form that does not depend on how it is packed. */
export const hashOfEntry = (workspace: WorkspaceId, entry: Omit<LedgerEntry, 'hash'>): string => {
  const { number, at, previous, erasures } = entry;
  const said = erasures.map(({ contact, deletedOn, via, by, name, job, slice, urns, removed }) => [
    ...[contact, deletedOn, via, by, name, job, slice, urns],
    ...[removed.history, removed.messages, removed.groups],
  ]);
  return createHash('sha256')
    .update(JSON.stringify([workspace, number, at, previous, said]))
    .digest('base64url');
};

/** A contact that is in the ledger as its place in a manifest that is gone. */
const UNKNOWN = '00000000-0000-0000-0000-000000000000' as ContactId;

/** Entries as they were packed. 1 read unit for each manifest that they refer to. */
export async function ledgerEntriesOf(
  data: Data,
  workspace: WorkspaceId,
  items: readonly EntryItem[],
): Promise<readonly LedgerEntry[]> {
  const manifests = await readManifests(data, workspace, items.flatMap(slicesIn));
  const contactAt = ({ job, slice }: Deleter, place: number): ContactId =>
    (job !== null && slice !== null && manifests.get(sliceName({ job, slice }))?.uuids[place]) || UNKNOWN;
  return items.map((item) => ({
    number: Number(item.sk),
    at: item.at,
    erasures: unpackErasures(item, contactAt),
    previous: item.previous,
    hash: item.hash,
  }));
}

/** The slices whose manifests an entry refers to. */
const slicesIn = ({ deleters }: EntryItem) =>
  (JSON.parse(deleters) as [Deleter, number, boolean][]).flatMap(([{ job, slice }, , placed]) =>
    placed && job !== null && slice !== null ? { job, slice } : [],
  );

/** Erasures with the number of their entry. */
export interface Recorded {
  readonly erasure: Erasure;
  readonly entry: Pick<LedgerEntry, 'number' | 'hash'>;
}
