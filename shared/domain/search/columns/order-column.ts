import type { Sort } from '../sort.ts';
import { fieldColumns, SINGLE } from './names.ts';
import { type Order, orderOf } from './order.ts';

/** A column whose values are those of an order. */
export interface OrderColumn {
  readonly name: string;
  readonly kind: 'number' | 'text';
  /** Whether an empty text is no value. */
  readonly withoutEmpty: boolean;
}

/** An order, and the column that has its values; null: they are read row by row. */
export interface ColumnOrder extends Order {
  readonly column: OrderColumn | null;
}

/** The order of a list of rows. See `orderOf`. */
export const columnOrderOf = (sort: Sort | null): ColumnOrder => ({
  ...orderOf(sort),
  column: sort === null ? numbersIn(SINGLE.modifiedOn.column) : columnOfSort(sort),
});

const numbersIn = (name: string): OrderColumn => ({ name, kind: 'number', withoutEmpty: false });

function columnOfSort({ key }: Sort): OrderColumn | null {
  if (typeof key === 'string') {
    switch (key) {
      case 'name':
      case 'language':
        return { name: SINGLE[key].column, kind: 'text', withoutEmpty: false };
      case 'last_seen_on':
        return numbersIn(SINGLE.lastSeenOn.column);
      case 'created_on':
      case 'id':
        return numbersIn(SINGLE.createdOn.column);
      // The first line of the text, without its scheme.
      case 'urn':
        return null;
    }
  }
  if ('groups' in key) return null;
  const { text, number, datetime } = fieldColumns(key.key);
  switch (key.type) {
    case 'number':
      return numbersIn(number);
    case 'datetime':
      return numbersIn(datetime);
    case 'text':
      return { name: text, kind: 'text', withoutEmpty: true };
    // A part of the text.
    default:
      return null;
  }
}
