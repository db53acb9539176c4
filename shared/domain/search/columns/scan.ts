import { Nearest } from '../nearest.ts';
import type { Search } from '../search.ts';
import type { SortValue } from '../sort.ts';
import type { Order, Spot } from './order.ts';
import type { SnapshotRow } from './row.ts';
import type { UuidColumn } from './stored.ts';
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

/** Tests every row of the layers that is not replaced, and every row of `changed`. */
export function scanLayers(
  layers: readonly Layer[],
  changed: readonly SnapshotRow[],
  search: Pick<Search, 'test' | 'folders' | 'flowsOf'>,
  order: Order,
  part: ListPart,
): Scanned {
  const folders = new Set(search.folders);
  const page = new SpotsOfPart(order, part);
  let [total, lookedAt] = [0, 0];
  for (const layer of layers) {
    const view = new RowView(layer, search.flowsOf);
    const { replaced, uuids } = layer;
    for (let row = 0; row < uuids.rows; row++) {
      if (replaced[row] === 1) continue;
      view.row = row;
      if (view.isDeleted) continue;
      lookedAt += 1;
      if (!folders.has(view.folder) || !search.test(view)) continue;
      total += 1;
      const value = order.valueIn(view);
      if (page.mayHold(value)) page.add(new RowSpot(value, uuids, row));
    }
  }
  for (const row of changed) {
    lookedAt += 1;
    if (!folders.has(row.folder) || !search.test(row)) continue;
    total += 1;
    page.add({ value: order.valueIn(row), uuid: row.uuid });
  }
  const { items } = page.nearest;
  return { total, lookedAt, spots: items.slice(0, part.limit), more: items.length > part.limit };
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
