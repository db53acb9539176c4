/**
 * The erasure ledger in the workspace table: contacts that were deleted for good. It is kept for ever.
 *
 *   E#<workspace>   <number>   { at, deleters, ways, rows, count, previous, hash }
 *
 * An entry has the hash of the previous one, and numbers have no gaps: to change or remove an entry breaks the chain
 * (`verify.ts`). It identifies nobody: it has uuids, keyed hashes of addresses, and numbers of items (ADR 049).
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

/** SHA-256 of an entry's content, independent of how it is packed. */
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

/** Stands for a contact whose place refers to a missing manifest. */
const UNKNOWN = '00000000-0000-0000-0000-000000000000' as ContactId;

/** The entries of packed items. 1 read unit for each manifest that they refer to. */
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

const slicesIn = ({ deleters }: EntryItem) =>
  (JSON.parse(deleters) as [Deleter, number, boolean][]).flatMap(([{ job, slice }, , placed]) =>
    placed && job !== null && slice !== null ? { job, slice } : [],
  );

export interface Recorded {
  readonly erasure: Erasure;
  readonly entry: Pick<LedgerEntry, 'number' | 'hash'>;
}
