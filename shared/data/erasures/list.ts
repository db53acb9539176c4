import type { Change } from '../../domain/contacts/contact.ts';
import type { LedgerEntry, Recorded } from '../../domain/erasures/erasure.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, queryAll } from '../dynamo/index.ts';
import { asListed, type Neighbours, neighboursOf, placeOf } from '../paging/index.ts';
import { type EntryItem, entriesOf, entriesPk, readEntries, stretchIn, stretchOf, UNKNOWN } from './entries.ts';

/** The times of deletions, both included. */
export interface ErasureTimes {
  readonly after?: Instant | undefined;
  readonly before?: Instant | undefined;
}

interface ReadingErasures {
  readonly descending?: boolean;
  readonly consistent?: boolean;
  /** Only rows behind this key, in the direction of reading. */
  readonly behind?: string | null;
}

interface Row {
  /** Text order is the order of rows: by the time of deletion and uuid. */
  readonly key: string;
  readonly one: Recorded;
}

const KEY = /^\d{16}\.[\da-f-]{36}$/;

/** Clocks of two functions differ by less. */
const CLOCKS = 1_000_000;

/** Deletions in the order of their time, each contact once. Some of the beginning and end may be of other times. */
export async function* readErasures(
  data: Data,
  workspace: WorkspaceId,
  times: ErasureTimes,
  reading: ReadingErasures = {},
): AsyncGenerator<Recorded> {
  for await (const { one } of readRows(data, workspace, times, reading)) yield one;
}

async function* readRows(
  data: Data,
  workspace: WorkspaceId,
  times: ErasureTimes,
  reading: ReadingErasures,
): AsyncGenerator<Row> {
  const { descending = false, behind = null } = reading;
  for await (const rows of rowsOfStretches(data, workspace, times, reading))
    for (const row of descending ? rows.toReversed() : rows)
      if (behind === null || (descending ? row.key < behind : row.key > behind)) yield row;
}

/** The rows of each stretch. A contact that is in several entries was told several times: the first one counts. */
async function* rowsOfStretches(
  data: Data,
  workspace: WorkspaceId,
  { after, before }: ErasureTimes,
  { descending = false, consistent = false, behind = null }: ReadingErasures,
): AsyncGenerator<Row[]> {
  const at = behind === null ? null : stretchOf(Number(behind.slice(0, 16)));
  const first = after === undefined ? undefined : stretchOf(after - CLOCKS);
  const last = before === undefined ? undefined : stretchOf(before + CLOCKS);
  const from = at !== null && !descending && (first === undefined || at > first) ? at : first;
  const to = at !== null && descending && (last === undefined || at < last) ? at : last;
  let together: LedgerEntry[] = [];
  for await (const entry of readEntries(data, workspace, { from, to, descending, consistent })) {
    const [neighbour] = together;
    if (neighbour !== undefined && stretchIn(neighbour.key) !== stretchIn(entry.key)) {
      yield rowsOf(together);
      together = [];
    }
    together.push(entry);
  }
  yield rowsOf(together);
}

function rowsOf(entries: readonly LedgerEntry[]): Row[] {
  const rows = new Map<string, Row>();
  for (const entry of entries.toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1)))
    for (const [index, erasure] of entry.erasures.entries()) {
      const name = erasure.contact === UNKNOWN ? `${entry.key} ${index}` : erasure.contact;
      const key = `${String(erasure.deletedOn).padStart(16, '0')}.${erasure.contact}`;
      if (!rows.has(name)) rows.set(name, { key, one: { erasure, entry } });
    }
  return [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

export interface ErasurePage extends Neighbours {
  readonly erasures: readonly Recorded[];
}

/** Deletions that pass `keep`, last first. Reads all of those times, and of each page whole stretches. */
export async function listErasures(
  data: Data,
  workspace: WorkspaceId,
  times: ErasureTimes,
  page: {
    readonly limit: number;
    readonly cursor?: string | null | undefined;
    readonly keep: (one: Recorded) => boolean;
  },
): Promise<ErasurePage> {
  const place = placeOf(page.cursor, KEY);
  const found: Row[] = [];
  for await (const row of readRows(data, workspace, times, { descending: !place.back, behind: place.key })) {
    if (page.keep(row.one)) found.push(row);
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

/** What a tombstone says of its deletion. */
export interface Deleted {
  readonly uuid: ContactId;
  readonly deletedOn: Instant;
  readonly change?: Pick<Change, 'job' | 'slice'>;
}

/** The ledger's entry of a deleted contact, whenever it was written; null when there is none (yet). 1 query. */
export async function findErasure(data: Data, workspace: WorkspaceId, deleted: Deleted): Promise<Recorded | null> {
  const { uuid, deletedOn, change: { job, slice } = {} } = deleted;
  const prefix = stretchOf(deletedOn);
  const items: EntryItem[] = [];
  const query = { table: 'workspace', partition: entriesPk(workspace), sort: { prefix } } as const;
  for await (const item of queryAll<EntryItem>(data, query)) items.push(item);
  // Only its own manifest is needed.
  const only = job === undefined || slice === undefined ? undefined : [{ job, slice }];
  const entries = await entriesOf(data, workspace, items, only);
  return rowsOf(entries).find(({ one }) => one.erasure.contact === uuid)?.one ?? null;
}
