import { compareTexts, compareValues, type Sort, type SortValue, sortValueOf } from '../sort.ts';
import type { SnapshotRow } from './row.ts';

/** A contact's place in the order of a list. */
export interface Spot {
  readonly value: SortValue;
  readonly uuid: string;
}

/** The order of a list, without equal places. */
export interface Order {
  readonly descending: boolean;
  /** 1: of equal values, the lower uuid comes first; -1: the higher. */
  readonly ties: 1 | -1;
  valueIn(row: SnapshotRow): SortValue;
  compareValues(a: SortValue, b: SortValue): number;
  compare(a: Spot, b: Spot): number;
}

/** The order of the index by modification, newest first, unless another is asked for. */
export function orderOf(sort: Sort | null): Order {
  const [by, ties] = sort === null ? ([{ descending: true }, -1] as const) : ([sort, 1] as const);
  const values: Order['compareValues'] = (a, b) => compareValues(a, b, by);
  return {
    descending: by.descending,
    ties,
    valueIn: sort === null ? ({ modifiedOn }) => modifiedOn : (row) => sortValueOf(row, sort),
    compareValues: values,
    compare: (a, b) => values(a.value, b.value) || ties * compareTexts(a.uuid, b.uuid),
  };
}
