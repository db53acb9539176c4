import type { LedgerEntry } from '../../domain/erasures/erasure.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant, instant } from '../../domain/instant.ts';
import { type Data, type Key, type QueryPage, queryPage } from '../dynamo/index.ts';
import { asListed, type Neighbours, neighboursOf, placeOf } from '../paging/index.ts';
import { type EntryItem, entrySort, ledgerEntriesOf, ledgerPk, type Recorded } from './items.ts';

/** A deletion is in the ledger after this many days at the latest: a nightly repair finds it within a month. */
const LATEST_DAYS = 31;
/** Clocks of two functions differ by less. */
const CLOCKS = 1_000_000;
/** Entries read in one query; an entry of a job has some 3 KB. */
const QUERY = 20;

/** A range of entries by number, both ends included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const LAST = 999_999_999_999;

const spanQuery = (workspace: WorkspaceId, { from, to }: Span) =>
  ({
    table: 'workspace',
    partition: ledgerPk(workspace),
    sort: { from: entrySort(Math.max(from, 0)), to: entrySort(to) },
  }) as const;

/** The entries that may hold deletions between two times. 10 read units each for a ledger of a million people. */
export async function spanOf(
  data: Data,
  workspace: WorkspaceId,
  { after, before }: { readonly after?: Instant | undefined; readonly before?: Instant | undefined },
): Promise<Span> {
  const from = after === undefined ? 1 : await firstSince(data, workspace, instant(after - CLOCKS));
  const to = before === undefined ? LAST : (await firstSince(data, workspace, addDays(before, LATEST_DAYS))) - 1;
  return { from, to };
}

/** The number of the first entry written at or after a time; entries are in the order of time. */
async function firstSince(data: Data, workspace: WorkspaceId, since: Instant): Promise<number> {
  const all = spanQuery(workspace, { from: 1, to: LAST });
  const [last] = (await queryPage<EntryItem>(data, { ...all, descending: true, limit: 1 })).items;
  let [low, high] = [1, last === undefined ? 1 : Number(last.sk) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const query = { ...spanQuery(workspace, { from: middle, to: LAST }), limit: 1 };
    const [entry] = (await queryPage<EntryItem>(data, query)).items;
    if (entry !== undefined && entry.at < since) low = Number(entry.sk) + 1;
    else high = middle;
  }
  return low;
}

export interface ErasurePage extends Neighbours {
  readonly erasures: readonly Recorded[];
}

const KEY = /^\d{12}\.\d{6}$/;
const keyOf = (number: number, index: number): string => `${entrySort(number)}.${String(index).padStart(6, '0')}`;

/** Deletions of a span that pass `keep`, last first. Reads all entries of the span. */
export async function listErasures(
  data: Data,
  workspace: WorkspaceId,
  { from, to }: Span,
  page: {
    readonly limit: number;
    readonly cursor?: string | null | undefined;
    readonly keep: (one: Recorded) => boolean;
  },
): Promise<ErasurePage> {
  const place = placeOf(page.cursor, KEY);
  const { back, key } = place;
  const at = key === null ? null : Number(key.slice(0, 12));
  const span = { from: back ? Math.max(from, at ?? from) : from, to: back ? to : Math.min(to, at ?? to) };
  const isBehind = (one: string) => key === null || (back ? one > key : one < key);
  const found: { readonly key: string; readonly one: Recorded }[] = [];
  for await (const entry of readLedgerEntries(data, workspace, span, { descending: !back })) {
    const rows = entry.erasures.map((erasure, index) => ({ key: keyOf(entry.number, index), one: { erasure, entry } }));
    found.push(...(back ? rows : rows.toReversed()).filter((row) => isBehind(row.key) && page.keep(row.one)));
    if (found.length > page.limit) break;
  }
  const read = found.slice(0, page.limit);
  const neighbours = neighboursOf(
    place,
    read.map((row) => row.key),
    found.length > page.limit,
  );
  return { erasures: asListed(place, read).map(({ one }) => one), ...neighbours };
}

/** Entries of a span in order, or last first. 0.5 read units for 4 KB, and 1 for each manifest that they refer to. */
export async function* readLedgerEntries(
  data: Data,
  workspace: WorkspaceId,
  span: Span,
  { descending, consistent = false }: { readonly descending: boolean; readonly consistent?: boolean },
): AsyncGenerator<LedgerEntry> {
  if (span.from > span.to) return;
  let start: Key | undefined;
  do {
    const query = { ...spanQuery(workspace, span), descending, consistent, limit: QUERY };
    const page: QueryPage<EntryItem> = await queryPage(data, query, start);
    yield* await ledgerEntriesOf(data, workspace, page.items);
    start = page.next;
  } while (start !== undefined);
}

/** The ledger's entry of a contact deleted at that time; null when there is none (yet). */
export async function findErasure(
  data: Data,
  workspace: WorkspaceId,
  { uuid, deletedOn }: { readonly uuid: ContactId; readonly deletedOn: Instant },
): Promise<Recorded | null> {
  const span = await spanOf(data, workspace, { after: deletedOn, before: deletedOn });
  for await (const entry of readLedgerEntries(data, workspace, span, { descending: false })) {
    const erasure = entry.erasures.find(({ contact }) => contact === uuid);
    if (erasure !== undefined) return { erasure, entry };
  }
  return null;
}
