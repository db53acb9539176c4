import { createHash } from 'node:crypto';
import { rootByPath } from '../../data/erasures/index.ts';
import { type ContactProof, erasureLeaf, type StatedEntry, type Statement } from '../../domain/erasures/receipt.ts';
import { type Seal, sealText } from '../../domain/erasures/seal.ts';

const decoded = (hash: string): Buffer => Buffer.from(hash, 'base64url');

/** What the hashes in a receipt do not prove, as sentences. */
export function problemsOfProofs({ workspace, erasures, entries, seals, proof }: Statement): string[] {
  const known = new Map((seals as readonly Seal[]).map((seal) => [seal.number, seal]));
  const problems = [...known.values()]
    .filter(({ hash, ...seal }) => createHash('sha256').update(sealText(workspace, seal)).digest('base64url') !== hash)
    .map(({ number }) => `Seal ${number} does not have its hash.`);
  for (const entry of entries)
    if (!isInSeal(entry, known.get(entry.seal ?? 0))) problems.push(`Entry ${entry.number} is not in its seal.`);
  const [one] = erasures ?? [];
  const [entry] = entries;
  if (proof && (!one || !entry || rootOf(erasureLeaf(workspace, one), proof) !== entry.hash))
    problems.push('The contact is not in its entry.');
  return problems;
}

const rootOf = (leaf: string | Uint8Array, { index, size, path }: ContactProof): string | undefined =>
  rootByPath(Buffer.from(leaf as Uint8Array), { index, size, path: path.map(decoded) })?.toString('base64url');

/** True for an entry that was not sealed, and for one without a path. */
function isInSeal({ number, hash, path }: StatedEntry, seal: Seal | undefined): boolean {
  if (number === null || !path) return true;
  if (seal === undefined) return false;
  return rootOf(decoded(hash), { index: number - seal.first, size: seal.count, path }) === seal.root;
}
