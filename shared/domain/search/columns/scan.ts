import { compileParts, type QueryPart } from '../../../query/query.ts';
import type { Search } from '../search.ts';
import { parted } from './alike.ts';
import { keepMatching, type RowMarks } from './matching.ts';
import { SINGLE } from './names.ts';
import type { Spot } from './order.ts';
import type { ColumnOrder } from './order-column.ts';
import { type ListPart, type MarkedRows, PartOfList } from './page.ts';
import type { SnapshotRow } from './row.ts';
import { columnOf, type SegmentColumns } from './segment-columns.ts';
import { bytesOfUuid, TextColumn, type UuidColumn } from './stored.ts';
import { RowView } from './view.ts';

export type { ListPart } from './page.ts';

/** Rows of a segment; `replaced` is 1 for those that are known to be otherwise. */
export interface Layer extends SegmentColumns {
  readonly uuids: UuidColumn;
  readonly replaced: Uint8Array;
}

/** What a scan of some rows has found. */
export interface RowsFound {
  /** All matches of the search, in this part or not. */
  readonly total: number;
  readonly lookedAt: number;
  /** In the order of reading. */
  readonly spots: readonly Spot[];
  readonly more: boolean;
}

/** What scanning needs of a search. Without a query everybody in its folders matches. */
export type ScannedSearch = Pick<Search, 'folders' | 'flowsOf'> &
  (Pick<Search, 'query' | 'env' | 'test'> | { readonly query: null });

/** Finds the matches of a search, segment by segment. */
class Scan {
  readonly #search: ScannedSearch;
  readonly #folders: ReadonlySet<string>;
  readonly #query: QueryPart | null;
  /** Contacts that were looked at so far. */
  lookedAt = 0;

  constructor(search: ScannedSearch) {
    this.#search = search;
    this.#folders = new Set(search.folders);
    this.#query = search.query && compileParts(search.query, { ...search.env, searching: true });
  }

  matches(row: SnapshotRow): boolean {
    this.lookedAt += 1;
    return this.#folders.has(row.folder) && (this.#search.query === null || this.#search.test(row));
  }

  /** The rows of a layer that match, of those from one up to another. */
  marked(layer: Layer, from = 0, to = layer.uuids.rows): MarkedRows {
    const view = new RowView(layer, this.#search.flowsOf);
    const rows = this.#inFolders(layer, from, to);
    if (this.#query !== null) keepMatching(this.#query, layer, view, rows);
    return { segment: layer, view, rows };
  }

  /** Rows in the search's folders, that nothing replaces. A row without a folder is a deletion. */
  #inFolders(layer: Layer, from: number, to: number): RowMarks {
    const { replaced } = layer;
    const column = columnOf(layer, SINGLE.folder.column, TextColumn);
    const rows = new Uint8Array(replaced.length);
    if (column === null) return rows;
    const codes = column.codes;
    const isIn = new Uint8Array(column.count + 1);
    for (let code = 1; code < isIn.length; code++) isIn[code] = this.#folders.has(column.textOf(code) ?? '') ? 1 : 0;
    let lookedAt = 0;
    for (let row = from; row < to; row++) {
      const code = codes[row] as number;
      if (replaced[row] === 1 || code === 0) continue;
      lookedAt += 1;
      rows[row] = isIn[code] as number;
    }
    this.lookedAt += lookedAt;
    return rows;
  }
}

/** Whom `eachMatch` tells of matches. */
export interface MatchesFound {
  /** A contact that changed. */
  one(row: SnapshotRow): void;
  rows(marked: MarkedRows): void;
}

/** Finds all matches among the rows that nothing replaces, and those of `changed`; returns how many it looked at. */
export async function eachMatch(
  layers: AsyncIterable<Layer> | Iterable<Layer>,
  changed: readonly SnapshotRow[],
  search: ScannedSearch,
  found: MatchesFound,
): Promise<number> {
  const scan = new Scan(search);
  for await (const layer of layers) found.rows(scan.marked(layer));
  for (const row of changed) if (scan.matches(row)) found.one(row);
  return scan.lookedAt;
}

/** The matches of a search in some order: how many, and a part of them. */
export async function scanLayers(
  layers: AsyncIterable<Layer> | Iterable<Layer>,
  changed: readonly SnapshotRow[],
  search: ScannedSearch,
  order: ColumnOrder,
  part: ListPart,
): Promise<RowsFound> {
  const list = new PartOfList(order, part);
  let total = 0;
  const lookedAt = await eachMatch(layers, changed, search, {
    rows(marked) {
      total += countMarked(marked.rows);
      list.addRows(marked);
    },
    one(row) {
      total += 1;
      list.add({ value: order.valueIn(row), uuid: row.uuid });
    },
  });
  const { spots } = list;
  // Plain ones, which may be sent.
  const first = spots.slice(0, part.limit).map(({ value, uuid }) => ({ value, uuid }));
  return { total, lookedAt, spots: first, more: spots.length > part.limit };
}

/** The marked rows of contacts in folders, and the others. */
export const partedByFolder = (marked: MarkedRows, folders: ReadonlySet<string>) =>
  parted(marked, SINGLE.folder.column, (folder) => folders.has(folder ?? ''));

/** How many rows are marked. */
export function countMarked(rows: RowMarks): number {
  let count = 0;
  for (let row = 0; row < rows.length; row++) count += rows[row] as number;
  return count;
}

/** The first uuids after another one whose rows match, in their order; one more than `limit` if there are others. */
export async function chooseUuids(
  layers: AsyncIterable<Layer>,
  search: ScannedSearch,
  {
    after,
    limit,
    isIn,
  }: { readonly after: string | null; readonly limit: number; readonly isIn: (uuid: string) => boolean },
): Promise<readonly string[]> {
  const scan = new Scan(search);
  const begin = after === null ? null : bytesOfUuid(after);
  let chosen: string[] = [];
  for await (const layer of layers) {
    const { uuids } = layer;
    // Rows are in the order of uuids.
    const last = chosen.length > limit ? (chosen[limit] as string) : null;
    const from = begin === null ? 0 : uuids.firstFrom(begin);
    const { rows } = scan.marked(layer, from, last === null ? uuids.rows : uuids.firstFrom(bytesOfUuid(last)));
    const of: string[] = [];
    for (let row = rows.indexOf(1, from); row >= 0 && of.length <= limit; row = rows.indexOf(1, row + 1)) {
      const uuid = uuids.at(row);
      if (uuid !== after && isIn(uuid)) of.push(uuid);
    }
    chosen = [...chosen, ...of].sort().slice(0, limit + 1);
  }
  return chosen;
}
