import type { Seal } from '../../domain/erasures/seal.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Data } from '../dynamo/index.ts';
import { hashOfEntry, readEntries } from './entries.ts';
import { merkleRoot } from './merkle.ts';
import { hashBytes, hashOfSeal, readLeaves, readSeals, type SealedLeaf } from './seals.ts';

/** An entry or seal of the ledger that a receipt names. */
export interface Named {
  readonly number: number | null;
  readonly hash: string;
}

interface Known {
  readonly entries: readonly Named[];
  readonly seals: readonly Named[];
}

interface Verified {
  readonly entries: number;
  readonly erasures: number;
  readonly seals: number;
  /** Entries that no seal has yet: nothing would show that one of them was taken away. */
  readonly unsealed: number;
  /** The number and hash of the last seal; null without any. */
  readonly last: Pick<Seal, 'number' | 'hash'> | null;
  /** Problems as sentences: entries and seals that are missing, changed, or do not follow the one before. */
  readonly problems: readonly string[];
}

/** Checks a whole ledger. If its last seals were removed, only a receipt or log that names them shows it. */
export async function verifyLedger(data: Data, workspace: WorkspaceId, known: Known = NOTHING): Promise<Verified> {
  const seals = await verifySeals(data, workspace);
  const { sealed, hashes } = seals;
  const problems = [...seals.problems, ...unlike('seal', known.seals, seals.list)];
  const contacts = new Set<ContactId>();
  const found = { entries: 0, erasures: 0, unsealed: 0 };
  for await (const entry of readEntries(data, workspace, { consistent: true })) {
    const hash = hashOfEntry(workspace, entry.erasures);
    found.entries++;
    for (const { contact } of entry.erasures) contacts.add(contact);
    const leaf = sealed.get(entry.key);
    sealed.delete(entry.key);
    if (leaf === undefined) found.unsealed++;
    if (entry.hash !== hash || (leaf?.hash ?? hash) !== hash)
      problems.push(`entry ${leaf?.number ?? entry.key} is not what was written`);
  }
  for (const { number } of sealed.values()) problems.push(`entry ${number} is missing`);
  problems.push(...unlike('entry', known.entries, hashes));
  const { count, last } = seals;
  return { ...found, erasures: contacts.size, seals: count, last, problems: [...new Set(problems)] };
}

const NOTHING: Known = { entries: [], seals: [] };

interface VerifiedSeals {
  readonly count: number;
  readonly last: Pick<Seal, 'number' | 'hash'> | null;
  /** By key, what is sealed of an entry. */
  readonly sealed: Map<string, SealedLeaf & { readonly number: number }>;
  /** By number, the hashes of entries, and of seals. */
  readonly hashes: Map<number, string>;
  readonly list: ReadonlyMap<number, string>;
  readonly problems: string[];
}

async function verifySeals(data: Data, workspace: WorkspaceId): Promise<VerifiedSeals> {
  const problems: string[] = [];
  const sealed: VerifiedSeals['sealed'] = new Map();
  const hashes = new Map<number, string>();
  const list = new Map<number, string>();
  let last: Seal | null = null;
  for await (const seal of readSeals(data, workspace)) {
    const leaves = await readLeaves(data, workspace, seal.number);
    problems.push(...problemsOfSeal(workspace, seal, last, leaves));
    for (const [index, leaf] of leaves.entries()) {
      const number = seal.first + index;
      sealed.set(leaf.key, { ...leaf, number });
      hashes.set(number, leaf.hash);
    }
    list.set(seal.number, seal.hash);
    last = seal;
  }
  return {
    count: list.size,
    last: last && { number: last.number, hash: last.hash },
    sealed,
    hashes,
    list,
    problems,
  };
}

function problemsOfSeal(
  workspace: WorkspaceId,
  seal: Seal,
  before: Seal | null,
  leaves: readonly SealedLeaf[],
): string[] {
  const { number, previous, hash, root, count } = seal;
  const problems = missing(number, before?.number ?? 0);
  if (problems.length === 0 && (previous !== (before?.hash ?? '') || seal.first !== firstAfter(before)))
    problems.push(`seal ${number} does not follow the one before it`);
  const isOfLeaves = leaves.length === count && merkleRoot(hashBytes(leaves)).toString('base64url') === root;
  if (!isOfLeaves || hash !== hashOfSeal(workspace, seal)) problems.push(`seal ${number} is not what was written`);
  return problems;
}

const firstAfter = (before: Seal | null): number => (before === null ? 1 : before.first + before.count);

function missing(number: number, before: number): string[] {
  const expected = before + 1;
  if (number === expected) return [];
  if (number - 1 === expected) return [`seal ${expected} is missing`];
  return [`seals ${expected} to ${number - 1} are missing`];
}

/** What is known from elsewhere, and is not there or another one. */
const unlike = (what: 'entry' | 'seal', known: readonly Named[], found: ReadonlyMap<number, string>): string[] =>
  known.flatMap(({ number, hash }) => {
    if (number === null || found.get(number) === hash) return [];
    if (found.has(number)) return [`${what} ${number} is not the one that is known`];
    return [`${what} ${number} is known and is not there`];
  });
