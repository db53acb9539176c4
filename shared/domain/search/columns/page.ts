/** The first so many places of a part of a list, found without making the place of nearly all other contacts. */
import { Nearest } from '../nearest.ts';
import type { SortValue } from '../sort.ts';
import { placeOfText } from './collation.ts';
import type { RowMarks } from './matching.ts';
import type { Spot } from './order.ts';
import type { ColumnOrder, OrderColumn } from './order-column.ts';
import { columnOf, type SegmentColumns } from './segment-columns.ts';
import { bytesOfUuid, NumberColumn, TextColumn, type UuidColumn } from './stored.ts';
import type { RowView } from './view.ts';

/** Which part of a list: after a spot, or before it (`back`, read from there), or from its end without a spot. */
export interface ListPart {
  readonly from: Spot | null;
  readonly back: boolean;
  readonly limit: number;
}

/** Marked rows of a segment. */
export interface MarkedRows {
  readonly segment: SegmentColumns & { readonly uuids: UuidColumn };
  readonly view: RowView;
  readonly rows: RowMarks;
}

/** Where a spot is in the direction of reading: its value is between two numbers, and its uuid begins with one. */
interface Bound {
  readonly value: SortValue | undefined;
  readonly least: number;
  readonly most: number;
  readonly begin: number;
}

const anywhere = (value: SortValue | undefined): Bound => ({ value, least: -Infinity, most: Infinity, begin: 0 });

/** Collects the first spots of a part, and one more, which says that there are others. */
export class PartOfList {
  readonly #order: ColumnOrder;
  /** 1, or -1 when it is read back. */
  readonly #way: 1 | -1;
  /** 1 when numbers and texts rise in the direction of reading. */
  readonly #sign: 1 | -1;
  readonly #from: Spot | null;
  readonly #nearest: Nearest<Spot>;
  readonly #first: Bound;
  #last = anywhere(undefined);

  constructor(order: ColumnOrder, { from, back, limit }: ListPart) {
    this.#order = order;
    this.#way = back ? -1 : 1;
    this.#sign = order.descending === back ? 1 : -1;
    this.#from = from;
    this.#nearest = new Nearest(limit + 1, (a, b) => this.#way * order.compare(a, b));
    this.#first = from === null ? anywhere(undefined) : this.#boundOf(from);
  }

  get spots(): readonly Spot[] {
    return this.#nearest.items;
  }

  add(spot: Spot): void {
    if (this.#from !== null && this.#way * this.#order.compare(spot, this.#from) <= 0) return;
    const before = this.#nearest.last;
    this.#nearest.add(spot);
    const { last } = this.#nearest;
    if (last !== undefined && last !== before) this.#last = this.#boundOf(last);
  }

  addRows(marked: MarkedRows): void {
    const { column } = this.#order;
    if (column?.kind === 'number') this.#addNumbers(columnOf(marked.segment, column.name, NumberColumn), marked);
    else if (column?.kind === 'text') this.#addTexts(columnOf(marked.segment, column.name, TextColumn), column, marked);
    else this.#addEach(marked);
  }

  #addNumbers(column: NumberColumn | null, { segment: { uuids }, rows }: MarkedRows): void {
    const sign = this.#sign;
    const none = this.#way * Infinity;
    const ties = this.#way * this.#order.ties;
    const { begins } = uuids;
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] === 0) continue;
      const value = column?.at(row) ?? null;
      const place = value === null ? none : sign * value;
      const last = this.#last;
      if (place > last.most || place < this.#first.least) continue;
      // Rows with the same value are in the order of uuids.
      if (place === last.least && ties * ((begins[row] as number) - last.begin) > 0) continue;
      this.add(new RowSpot(value, uuids, row));
    }
  }

  #addTexts(column: TextColumn | null, { withoutEmpty }: OrderColumn, { segment: { uuids }, rows }: MarkedRows): void {
    const isRising = this.#sign === 1;
    const none = this.#way * Infinity;
    const ties = this.#way * this.#order.ties;
    const { begins } = uuids;
    const texts = column?.begins;
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] === 0) continue;
      const code = column?.codes[row] ?? 0;
      let least = none;
      let most = none;
      if (texts !== undefined && code > 0) {
        least = isRising ? (texts.least[code] as number) : -(texts.most[code] as number);
        most = isRising ? (texts.most[code] as number) : -(texts.least[code] as number);
      }
      const last = this.#last;
      // A text without any letter may be none, and stands elsewhere then.
      if ((least > last.most || most < this.#first.least) && (code === 0 || texts?.most[code] !== 0)) continue;
      const text = column?.textOf(code) ?? null;
      const value = withoutEmpty ? text || null : text;
      if (value === last.value && ties * ((begins[row] as number) - last.begin) > 0) continue;
      if (this.#mayHold(value)) this.add(new RowSpot(value, uuids, row));
    }
  }

  #addEach({ segment: { uuids }, view, rows }: MarkedRows): void {
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] === 0) continue;
      view.row = row;
      const value = this.#order.valueIn(view);
      if (this.#mayHold(value)) this.add(new RowSpot(value, uuids, row));
    }
  }

  /** False when no contact with this value can be in the part. */
  #mayHold(value: SortValue): boolean {
    const { last } = this.#nearest;
    const compare = this.#order.compareValues;
    if (last !== undefined && this.#way * compare(value, last.value) > 0) return false;
    return this.#from === null || this.#way * compare(value, this.#from.value) >= 0;
  }

  #boundOf({ value, uuid }: Spot): Bound {
    const { begin } = bytesOfUuid(uuid);
    const none = this.#way * Infinity;
    if (value === null) return { value, least: none, most: none, begin };
    const kind = this.#order.column?.kind;
    if (kind === 'number' && typeof value === 'number')
      return { value, least: this.#sign * value, most: this.#sign * value, begin };
    // A cursor may have a value of another type, which the field had before.
    if (kind !== 'text' || typeof value !== 'string') return anywhere(value);
    const bytes = Buffer.from(value);
    const { least, most } = placeOfText(bytes, 0, bytes.length);
    return this.#sign === 1 ? { value, least, most, begin } : { value, least: -most, most: -least, begin };
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
