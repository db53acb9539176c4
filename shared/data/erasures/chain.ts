/**
 * The ledger of releases before ADR 078: one chain, which nothing writes to any more. It is read, verified and sealed.
 *
 *   E#<workspace>   <number>   { at, deleters, ways, rows, count, previous, hash }
 *
 * An entry has the hash of the previous one, and numbers have no gaps.
 */
import { createHash } from 'node:crypto';
import type { LedgerEntry } from '../../domain/erasures/erasure.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { type Data, type Key, type Meter, type QueryPage, queryPage } from '../dynamo/index.ts';
import type { PackedErasures } from './packed.ts';
import { unpackAll } from './unpack.ts';

/** Text order is their order up to 10¹² entries. */
export const chainSort = (number: number): string => String(number).padStart(12, '0');
export const chainPk = (workspace: WorkspaceId): string => `E#${workspace}`;

/** A range of entries by number, both ends included. */
interface ChainSpan {
  readonly from: number;
  readonly to: number;
}

export const WHOLE_CHAIN: ChainSpan = { from: 1, to: 999_999_999_999 };

export interface ChainItem extends Key, PackedErasures {
  readonly at: Instant;
  readonly count: number;
  readonly previous: string;
  readonly hash: string;
}

export interface ChainEntry extends LedgerEntry {
  /** 1 for the first; without gaps. */
  readonly number: number;
  /** The hash of the previous entry; empty for the first. */
  readonly previous: string;
}

/** SHA-256 of an entry's content, independent of how it is packed. */
export const hashOfChainEntry = (workspace: WorkspaceId, entry: Omit<ChainEntry, 'hash' | 'key'>): string => {
  const { number, at, previous, erasures } = entry;
  const said = erasures.map(({ contact, deletedOn, via, by, name, job, slice, urns, removed }) => [
    ...[contact, deletedOn, via, by, name, job, slice, urns],
    ...[removed.history, removed.messages, removed.groups],
  ]);
  return createHash('sha256')
    .update(JSON.stringify([workspace, number, at, previous, said]))
    .digest('base64url');
};

/** Clocks of two functions differ by less. */
export const CLOCKS = 1_000_000;
/** Entries read in one query; an entry of a job has some 3 KB. */
const QUERY = 20;

export const chainQuery = (workspace: WorkspaceId, { from, to }: ChainSpan) =>
  ({
    table: 'workspace',
    partition: chainPk(workspace),
    sort: { from: chainSort(Math.max(from, 0)), to: chainSort(to) },
  }) as const;

/** Entries of a span in order, or last first. 0.5 read units for 4 KB, and 1 for each manifest that they refer to. */
export async function* readChain(
  data: Data,
  workspace: WorkspaceId,
  span: ChainSpan,
  { descending = false, consistent = false }: { readonly descending?: boolean; readonly consistent?: boolean },
): AsyncGenerator<ChainEntry> {
  if (span.from > span.to) return;
  let start: Key | undefined;
  do {
    const query = { ...chainQuery(workspace, span), descending, consistent, limit: QUERY };
    const page: QueryPage<ChainItem> = await queryPage(data, query, start);
    const erasures = await unpackAll(data, workspace, page.items);
    for (const [index, { sk: key, at, previous, hash }] of page.items.entries())
      yield { key, number: Number(key), at, erasures: erasures[index] ?? [], previous, hash };
    start = page.next;
  } while (start !== undefined);
}

async function lastOfChain(data: Data, workspace: WorkspaceId): Promise<ChainItem | null> {
  const query = { ...chainQuery(workspace, WHOLE_CHAIN), descending: true, consistent: true, limit: 1 };
  return (await queryPage<ChainItem>(data, query)).items[0] ?? null;
}

/** The number of the first entry written at or after a time; entries are in the order of time. */
export async function firstInChain(data: Data, workspace: WorkspaceId, since: Instant): Promise<number> {
  const last = await lastOfChain(data, workspace);
  let [low, high] = [1, last === null ? 1 : Number(last.sk) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const query = { ...chainQuery(workspace, { ...WHOLE_CHAIN, from: middle }), limit: 1 };
    const [entry] = (await queryPage<ChainItem>(data, query)).items;
    if (entry !== undefined && entry.at < since) low = Number(entry.sk) + 1;
    else high = middle;
  }
  return low;
}

/** For how long a process takes the chain's end as it was, while a release that wrote to it may still be running. */
const KNOWN_MS = 60_000;

const ends = new WeakMap<Meter, Map<WorkspaceId, { readonly until: number; readonly at: Instant }>>();

/**
 * The contacts that the chain already has, of those deleted since a time: the stream may repeat what an earlier release
 * wrote. 1 read unit a minute, once the chain is older than that.
 */
export async function knownInChain(data: Data, workspace: WorkspaceId, since: Instant): Promise<Set<ContactId>> {
  const known = ends.get(data.meter) ?? new Map();
  ends.set(data.meter, known);
  let end = known.get(workspace);
  if (end === undefined || end.until < Date.now()) {
    end = { until: Date.now() + KNOWN_MS, at: (await lastOfChain(data, workspace))?.at ?? instant(0) };
    known.set(workspace, end);
  }
  const contacts = new Set<ContactId>();
  if (end.at < since - CLOCKS) return contacts;
  const from = await firstInChain(data, workspace, instant(since - CLOCKS));
  for await (const { erasures } of readChain(data, workspace, { ...WHOLE_CHAIN, from }, { consistent: true }))
    for (const { contact } of erasures) contacts.add(contact);
  return contacts;
}
