import { createHash } from 'node:crypto';
import { type Data, keysOf } from '../../data/dynamo/index.ts';
import {
  erasureLeaves,
  merklePath,
  readEntry,
  removedFilesOf,
  type SealedPlace,
  sealedPlaces,
  sealLedger,
} from '../../data/erasures/index.ts';
import type { EntryName, Recorded } from '../../domain/erasures/erasure.ts';
import {
  type ContactProof,
  type Receipt,
  type ShownErasure,
  type Statement,
  showErasure,
} from '../../domain/erasures/receipt.ts';
import type { RemovedFile } from '../../domain/erasures/removed-file.ts';
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import { formatInstant, type Instant, instant } from '../../domain/instant.ts';
import { problemsOfProofs } from './proofs.ts';
import { ALGORITHM, isSigned, publicKeyOf, receiptSignature } from './signature.ts';

/** Contacts that a receipt names, at some 300 bytes each. */
const NAMED_IN_RECEIPT = 10_000;

interface About {
  readonly workspace: WorkspaceId;
  readonly contact: ContactId | null;
  readonly job: JobId | null;
  readonly now: Instant;
}

/** Seals the ledger first, so that the receipt can prove its entries. */
export async function makeReceipt(data: Data, about: About, recorded: readonly Recorded[]): Promise<Receipt> {
  await sealLedger(data, about.workspace, about.now);
  const receipt = await statementOf(data, about, recorded);
  const [secret] = await keysOf(data);
  return {
    receipt,
    algorithm: ALGORITHM,
    public_key: publicKeyOf(secret),
    signature: receiptSignature(receipt, secret),
  };
}

/** The key that signs receipts now, and the earlier ones, which have signed older receipts. */
export async function publicKeys(data: Data) {
  const [own, ...others] = await keysOf(data);
  return { algorithm: ALGORITHM, public_key: publicKeyOf(own), other_public_keys: others.map(publicKeyOf) };
}

function filesOf(data: Data, workspace: WorkspaceId, recorded: readonly Recorded[]): Promise<readonly RemovedFile[]> {
  const times = recorded.map(({ erasure }) => erasure.deletedOn);
  const from = times.reduce(earlier, times[0] ?? instant(0));
  const to = times.reduce(later, instant(0));
  return removedFilesOf(data, workspace, new Set(recorded.map(({ erasure }) => erasure.contact)), { from, to });
}

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);
const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

async function statementOf(data: Data, about: About, recorded: readonly Recorded[]): Promise<Statement> {
  const { workspace, contact, job, now } = about;
  const entries = [...new Map(recorded.map(({ entry }) => [entry.key, entry])).values()];
  const places = await sealedPlaces(data, workspace, entries);
  const files = await filesOf(data, workspace, recorded);
  const few = recorded.length <= NAMED_IN_RECEIPT;
  const [one] = recorded;
  return {
    version: 1,
    workspace,
    issued_on: formatInstant(now),
    contact,
    job,
    total: recorded.length,
    contacts_sha256: digestOf(recorded.map(({ erasure }) => erasure.contact)),
    files: files.map(({ kind, uuid, on }) => ({ kind, uuid, removed_on: formatInstant(on) })),
    erasures: few ? recorded.map(({ erasure, entry }) => showErasure(erasure, places.get(entry.key))) : null,
    entries: entries
      .map((entry) => stateEntry(entry, places.get(entry.key), few))
      .sort((a, b) => (a.number ?? Number.POSITIVE_INFINITY) - (b.number ?? Number.POSITIVE_INFINITY)),
    seals: [...new Map([...places.values()].map(({ seal }) => [seal.number, seal])).values()],
    proof: contact === null || one === undefined ? null : await proofOf(data, workspace, one),
  };
}

const stateEntry = ({ hash }: EntryName, place: SealedPlace | undefined, few: boolean) => ({
  number: place?.number ?? null,
  hash,
  seal: place?.seal.number ?? null,
  path: place && few ? place.path().map(encoded) : null,
});

const encoded = (hash: Buffer): string => hash.toString('base64url');

async function proofOf(data: Data, workspace: WorkspaceId, { erasure, entry }: Recorded): Promise<ContactProof | null> {
  const whole = await readEntry(data, workspace, entry.key);
  if (whole === null) return null;
  const index = whole.erasures.findIndex(({ contact }) => contact === erasure.contact);
  const path = merklePath(erasureLeaves(workspace, whole.erasures), index).map(encoded);
  return { index, size: whole.erasures.length, path };
}

const digestOf = (contacts: readonly string[]): string =>
  createHash('sha256')
    .update(
      contacts
        .toSorted()
        .map((uuid) => `${uuid}\n`)
        .join(''),
    )
    .digest('hex');

/** What is wrong with a receipt, in sentences; empty when it is as signed. `key`: the known public key, if any. */
export function problemsOfReceipt(given: Receipt, key: string | null): string[] {
  const { receipt, algorithm, public_key, signature } = given;
  if (algorithm !== ALGORITHM) return [`It is signed by ${algorithm}, which is not known.`];
  if (key !== null && public_key !== key) return [`It is signed by another key: ${public_key}.`];
  if (!isSigned(receipt, signature, public_key)) return ['The signature is not one of this text: it was changed.'];
  return [...(receipt.erasures === null ? [] : unlike(receipt, receipt.erasures)), ...problemsOfProofs(receipt)];
}

function unlike({ total, contacts_sha256, contact, job }: Statement, erasures: readonly ShownErasure[]): string[] {
  const problems: string[] = [];
  if (erasures.length !== total) problems.push(`It says ${total} contacts, and names ${erasures.length}.`);
  if (digestOf(erasures.map((one) => one.contact)) !== contacts_sha256)
    problems.push('The contacts are not those of its hash.');
  if (job !== null && erasures.some((one) => one.job !== job)) problems.push('It names contacts of another job.');
  if (contact !== null && erasures.some((one) => one.contact !== contact)) problems.push('It names another contact.');
  return problems;
}
