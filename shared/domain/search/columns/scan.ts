import { Nearest } from '../nearest.ts';
import type { Search } from '../search.ts';
import type { SortValue } from '../sort.ts';
import type { Order, Spot } from './order.ts';
import type { SnapshotRow } from './row.ts';
import { bytesOfUuid, type UuidColumn } from './stored.ts';
import { RowView, type SegmentColumns } from './view.ts';

/** Rows of a segment; `replaced` is 1 for those that are known to be otherwise. */
export interface Layer extends SegmentColumns {
  readonly uuids: UuidColumn;
  readonly replaced: Uint8Array;
}

/** Which part of a list: after a spot, or before it (`back`, read from there), or from its end without a spot. */
export interface ListPart {
  readonly from: Spot | null;
  readonly back: boolean;
  readonly limit: number;
}

interface Scanned {
  /** All matches of the search, in this part or not. */
  readonly total: number;
  readonly lookedAt: number;
  /** In the order of reading. */
  readonly spots: readonly Spot[];
  readonly more: boolean;
}

/** What scanning needs of a search. */
export type ScannedSearch = Pick<Search, 'test' | 'folders' | 'flowsOf'>;

/**
 * Tests every row of the layers that is not replaced, and every row of `changed`; returns how many. `found` gets each
 * match: of a layer a view that moves on, and where it is.
 */
export async function eachMatch(
  layers: AsyncIterable<Layer> | Iterable<Layer>,
  changed: readonly SnapshotRow[],
  search: ScannedSearch,
  found: (row: SnapshotRow, uuids: UuidColumn | null, at: number) => void,
): Promise<number> {
  const folders = new Set(search.folders);
  let lookedAt = 0;
  for await (const layer of layers) {
    const view = new RowView(layer, search.flowsOf);
    const { replaced, uuids } = layer;
    for (let row = 0; row < uuids.rows; row++) {
      if (replaced[row] === 1) continue;
      view.row = row;
      if (view.isDeleted) continue;
      lookedAt += 1;
      if (folders.has(view.folder) && search.test(view)) found(view, uuids, row);
    }
  }
  for (const row of changed) if (folders.has(row.folder) && search.test(row)) found(row, null, 0);
  return lookedAt + changed.length;
}

/** The matches of a search in some order: how many, and a part of them. */
export async function scanLayers(
  layers: AsyncIterable<Layer> | Iterable<Layer>,
  changed: readonly SnapshotRow[],
  search: ScannedSearch,
  order: Order,
  part: ListPart,
): Promise<Scanned> {
  const page = new SpotsOfPart(order, part);
  let total = 0;
  const lookedAt = await eachMatch(layers, changed, search, (match, uuids, row) => {
    total += 1;
    const value = order.valueIn(match);
    if (page.mayHold(value)) page.add(uuids ? new RowSpot(value, uuids, row) : { value, uuid: match.uuid });
  });
  const { items } = page.nearest;
  return { total, lookedAt, spots: items.slice(0, part.limit), more: items.length > part.limit };
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
  const folders = new Set(search.folders);
  const begin = after === null ? null : bytesOfUuid(after);
  let chosen: string[] = [];
  for await (const layer of layers) {
    const view = new RowView(layer, search.flowsOf);
    const { replaced, uuids } = layer;
    // Rows are in the order of uuids.
    const last = chosen.length > limit ? (chosen[limit] as string) : null;
    const end = last === null ? uuids.rows : uuids.firstFrom(bytesOfUuid(last));
    const of: string[] = [];
    for (let row = begin === null ? 0 : uuids.firstFrom(begin); row < end && of.length <= limit; row++) {
      view.row = row;
      if (replaced[row] === 1 || view.isDeleted || !folders.has(view.folder) || !search.test(view)) continue;
      const uuid = uuids.at(row);
      if (uuid !== after && isIn(uuid)) of.push(uuid);
    }
    chosen = [...chosen, ...of].sort().slice(0, limit + 1);
  }
  return chosen;
}

/** The first spots of a part, and one more, which says that there are others. */
class SpotsOfPart {
  readonly nearest: Nearest<Spot>;
  readonly #from: Spot | null;
  readonly #compare: (a: Spot, b: Spot) => number;
  readonly #compareValues: (a: SortValue, b: SortValue) => number;

  constructor({ compare, compareValues: values }: Order, { from, back, limit }: ListPart) {
    this.#from = from;
    this.#compare = back ? (a, b) => -compare(a, b) : compare;
    this.#compareValues = back ? (a, b) => -values(a, b) : values;
    this.nearest = new Nearest(limit + 1, this.#compare);
  }

  /** False when no contact with this value can be among them. */
  mayHold(value: SortValue): boolean {
    const { last } = this.nearest;
    if (last !== undefined && this.#compareValues(value, last.value) > 0) return false;
    return this.#from === null || this.#compareValues(value, this.#from.value) >= 0;
  }

  add(spot: Spot): void {
    if (this.#from === null || this.#compare(spot, this.#from) > 0) this.nearest.add(spot);
  }
}

/** Reads the uuid only when it decides. */
class RowSpot implements Spot {
  readonly value: SortValue;
  readonly #uuids: UuidColumn;
  readonly #row: number;
  #uuid: string | undefined;

  constructor(value: SortValue, uuids: UuidColumn, row: number) {
    this.value = value;
    this.#uuids = uuids;
    this.#row = row;
  }

  get uuid(): string {
    this.#uuid ??= this.#uuids.at(this.#row);
    return this.#uuid;
  }
}
