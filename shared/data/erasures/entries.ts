/**
 * The erasure ledger in the workspace table: contacts that were deleted for good. It is kept for ever.
 *
 *   E#<workspace>#ENTRIES   <stretch>#<digest>              { at, packed, count, hash }
 *   E#unsealed              <workspace>#<hour>#<hour>       {}: written in that hour, of deletions in the other hour
 *
 * A key says what an entry is: the stretch of time in which its contacts were deleted, and a digest of their uuids. So
 * whoever writes it reads no other entry, and writes nothing when the same is told again. When the stream repeats a
 * batch in other parts, a contact is in two entries of its stretch, and the first one counts (`list.ts`). Seals make
 * changes visible (`seals.ts`). An entry identifies nobody: it has uuids, keyed hashes of addresses, and numbers of
 * items (ADR 049).
 */
import { createHash } from 'node:crypto';
import type { Deleter, Erasure, LedgerEntry, ToldErasure } from '../../domain/erasures/erasure.ts';
import { erasureLeaf, stateErasure } from '../../domain/erasures/receipt.ts';
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, getItem, type Key, type QueryPage, queryPage } from '../dynamo/index.ts';
import { readManifests, sliceName } from '../jobs/index.ts';
import { merkleRoot } from './merkle.ts';
import { compress, expand, type PackedErasures, unpackErasures } from './packed.ts';

/** Stands for a contact whose place refers to a missing manifest, or to one that is not looked at. */
export const UNKNOWN = '00000000-0000-0000-0000-000000000000' as ContactId;

interface SliceOf {
  readonly job: JobId;
  readonly slice: number;
}

/** Deletions of one entry are less than this apart. All of a stretch are read to find one of them. */
const STRETCH = 20_000_000;

export const stretchOf = (at: number): string => String(Math.floor(Math.max(0, at) / STRETCH)).padStart(10, '0');
/** The time at which a stretch begins. */
export const beginOf = (stretch: string): number => Number(stretch) * STRETCH;

export const entriesPk = (workspace: WorkspaceId): string => `E#${workspace}#ENTRIES`;
export const stretchIn = (key: string): string => key.slice(0, 10);

export interface EntryItem extends Key {
  readonly at: Instant;
  readonly count: number;
  readonly packed: Uint8Array;
  readonly hash: string;
}

/** Letters of the digest of an entry's contacts: 96 bits. */
const DIGEST = 16;

export function entryItem(workspace: WorkspaceId, erasures: readonly ToldErasure[], at: Instant): EntryItem {
  const contacts = erasures.map(({ contact }) => contact).sort();
  const digest = createHash('sha256').update(contacts.join('\n')).digest('base64url').slice(0, DIGEST);
  return {
    pk: entriesPk(workspace),
    sk: `${stretchOf(erasures[0]?.deletedOn ?? 0)}#${digest}`,
    at,
    count: erasures.length,
    packed: compress(erasures),
    hash: hashOfEntry(workspace, erasures),
  };
}

/** The leaves of an entry's own tree, by which a contact is proved without the others. */
export const erasureLeaves = (workspace: WorkspaceId, erasures: readonly Erasure[]): Buffer[] =>
  erasures.map((erasure) => Buffer.from(erasureLeaf(workspace, stateErasure(erasure))));

export const hashOfEntry = (workspace: WorkspaceId, erasures: readonly Erasure[]): string =>
  merkleRoot(erasureLeaves(workspace, erasures)).toString('base64url');

/** Entries read in one query; an entry of a batch has some 3 KB. */
const QUERY = 50;

interface Reading {
  /** Both stretches included; all when left out. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly descending?: boolean;
  readonly consistent?: boolean;
}

/** Entries in the order of their deletions. 0.5 read units for 4 KB, and 1 for each manifest that they refer to. */
export async function* readEntries(
  data: Data,
  workspace: WorkspaceId,
  { from = '0', to = '9', descending = false, consistent = false }: Reading,
): AsyncGenerator<LedgerEntry> {
  const sort = { from, to: `${to}~` };
  if (sort.from > sort.to) return;
  let start: Key | undefined;
  do {
    const query = { table: 'workspace', partition: entriesPk(workspace), sort, descending, consistent } as const;
    const page: QueryPage<EntryItem> = await queryPage(data, { ...query, limit: QUERY }, start);
    yield* await entriesOf(data, workspace, page.items);
    start = page.next;
  } while (start !== undefined);
}

/** @param only - the slices whose contacts are wanted; all when left out */
export async function entriesOf(
  data: Data,
  workspace: WorkspaceId,
  items: readonly EntryItem[],
  only?: readonly { readonly job: JobId; readonly slice: number }[],
): Promise<LedgerEntry[]> {
  const erasures = await unpackAll(
    data,
    workspace,
    items.map(({ packed }) => expand(packed)),
    only,
  );
  return items.map(({ sk: key, at, hash }, index) => ({ key, at, erasures: erasures[index] ?? [], hash }));
}

/** An entry by its key; null when there is none. */
export async function readEntry(data: Data, workspace: WorkspaceId, key: string): Promise<LedgerEntry | null> {
  const item = await getItem<EntryItem>(data, 'workspace', { pk: entriesPk(workspace), sk: key }, { consistent: true });
  return item && ((await entriesOf(data, workspace, [item]))[0] ?? null);
}

/** @param only - the slices whose contacts are wanted; all when left out. 1 read unit for each manifest. */
async function unpackAll(
  data: Data,
  workspace: WorkspaceId,
  packed: readonly PackedErasures[],
  only?: readonly SliceOf[],
): Promise<Erasure[][]> {
  const manifests = await readManifests(data, workspace, only ?? packed.flatMap(slicesIn));
  const contactAt = ({ job, slice }: Deleter, place: number): ContactId =>
    (job !== null && slice !== null && manifests.get(sliceName({ job, slice }))?.uuids[place]) || UNKNOWN;
  return packed.map((one) => unpackErasures(one, contactAt));
}

const slicesIn = ({ deleters }: PackedErasures): SliceOf[] =>
  (JSON.parse(deleters) as [Deleter, number, boolean][]).flatMap(([{ job, slice }, , placed]) =>
    placed && job !== null && slice !== null ? { job, slice } : [],
  );
