/**
 * Merkle trees as in RFC 6962, section 2.1: leaves and nodes are hashed with different prefixes, so that no node can
 * be passed off as a leaf.
 */
import { createHash } from 'node:crypto';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

const leafHash = (leaf: Uint8Array): Buffer => sha256(LEAF, leaf);
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right);

/** The largest power of two below a number of leaves, which go to the left. */
const leftOf = (size: number): number => 2 ** Math.ceil(Math.log2(size) - 1);

/** The hash of a list of leaves. */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return leafHash(only);
  const left = leftOf(leaves.length);
  return nodeHash(merkleRoot(leaves.slice(0, left)), merkleRoot(leaves.slice(left)));
}

/** The hashes that lead from a leaf to the root, lowest first. */
export function merklePath(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (leaves.length <= 1) return [];
  const left = leftOf(leaves.length);
  const a = leaves.slice(0, left);
  const b = leaves.slice(left);
  return index < left ? [...merklePath(a, index), merkleRoot(b)] : [...merklePath(b, index - left), merkleRoot(a)];
}

/** The root to which a path leads; null when it does not have the length for that place. */
export function rootByPath(
  leaf: Uint8Array,
  { index, size, path }: { readonly index: number; readonly size: number; readonly path: readonly Uint8Array[] },
): Buffer | null {
  if (index < 0 || index >= size) return null;
  if (size === 1) return path.length === 0 ? leafHash(leaf) : null;
  const lower = path.slice(0, -1);
  const last = path.at(-1);
  if (last === undefined) return null;
  const left = leftOf(size);
  const isLeft = index < left;
  const place = isLeft ? { index, size: left } : { index: index - left, size: size - left };
  const own = rootByPath(leaf, { ...place, path: lower });
  if (own === null) return null;
  return isLeft ? nodeHash(own, last) : nodeHash(last, own);
}
