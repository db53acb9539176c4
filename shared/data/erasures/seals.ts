/**
 * Seals of the erasure ledger: what was written by then can no longer be changed or removed without notice.
 *
 *   E#<workspace>#SEALS   SEAL#<number>     { at, until, first, count, previous, root, hash }
 *                         LEAVES#<number>   { keys, hashes }: its entries and their hashes, in their order
 *
 * A seal has the root of a Merkle tree (RFC 6962) over the hashes of its entries, and the hash of the seal before it.
 * By that an entry has a number: those of the seal begin with `first`, without gaps from 1.
 */
import { createHash } from 'node:crypto';
import { type Seal, sealText } from '../../domain/erasures/seal.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Data, getItem, isAbsent, type Key, put, queryAll, queryPage, transact } from '../dynamo/index.ts';

const HASH_BYTES = 32;

export const sealsPk = (workspace: WorkspaceId): string => `E#${workspace}#SEALS`;
const numbered = (number: number): string => String(number).padStart(12, '0');
const sealKey = (workspace: WorkspaceId, number: number): Key => ({
  pk: sealsPk(workspace),
  sk: `SEAL#${numbered(number)}`,
});
const leavesKey = (workspace: WorkspaceId, number: number): Key => ({
  pk: sealsPk(workspace),
  sk: `LEAVES#${numbered(number)}`,
});

/** An entry as a seal has it. */
export interface SealedLeaf {
  readonly key: string;
  readonly hash: string;
}

interface LeavesItem extends Key {
  readonly keys: string;
  readonly hashes: Uint8Array;
}

type SealItem = Key & Seal;

export const hashOfSeal = (workspace: WorkspaceId, seal: Omit<Seal, 'hash'>): string =>
  createHash('sha256').update(sealText(workspace, seal)).digest('base64url');

export const hashBytes = (hashes: readonly { readonly hash: string }[]): Buffer[] =>
  hashes.map(({ hash }) => Buffer.from(hash, 'base64url'));

const sealOf = ({ pk: _, sk: __, ...seal }: SealItem): Seal => seal;

export async function readSeal(data: Data, workspace: WorkspaceId, number: number): Promise<Seal | null> {
  const item = await getItem<SealItem>(data, 'workspace', sealKey(workspace, number), { consistent: true });
  return item && sealOf(item);
}

const allSeals = (workspace: WorkspaceId) =>
  ({ table: 'workspace', partition: sealsPk(workspace), sort: { prefix: 'SEAL#' }, consistent: true }) as const;

export async function lastSeal(data: Data, workspace: WorkspaceId): Promise<Seal | null> {
  const { items } = await queryPage<SealItem>(data, { ...allSeals(workspace), descending: true, limit: 1 });
  return items[0] === undefined ? null : sealOf(items[0]);
}

/** All seals in order, with the numbers of their keys. */
export async function* readSeals(data: Data, workspace: WorkspaceId): AsyncGenerator<Seal> {
  for await (const item of queryAll<SealItem>(data, allSeals(workspace))) yield sealOf(item);
}

/** The entries of a seal; empty when its list is missing. 1 read unit for some 60 entries. */
export async function readLeaves(data: Data, workspace: WorkspaceId, number: number): Promise<SealedLeaf[]> {
  const item = await getItem<LeavesItem>(data, 'workspace', leavesKey(workspace, number), { consistent: true });
  if (item === null) return [];
  const hashes = Buffer.from(item.hashes);
  return item.keys.split('\n').map((key, index) => ({
    key,
    hash: hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES).toString('base64url'),
  }));
}

/** False when there is a seal of that number. */
export async function putSeal(
  data: Data,
  workspace: WorkspaceId,
  seal: Seal,
  leaves: readonly SealedLeaf[],
): Promise<boolean> {
  const keys = leaves.map(({ key }) => key).join('\n');
  const list = { ...leavesKey(workspace, seal.number), keys, hashes: Buffer.concat(hashBytes(leaves)) };
  const written = await transact(data, [
    put('workspace', { ...sealKey(workspace, seal.number), ...seal }, isAbsent),
    put('workspace', list),
  ]);
  return written.ok;
}
