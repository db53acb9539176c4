/** Columns in memory, as they were read from a segment. */
import type { TextColumn } from './text-column.ts';
import type { UuidColumn } from './uuid-column.ts';

export { type Codes, TextColumn } from './text-column.ts';
export { bytesOfUuid, UuidColumn } from './uuid-column.ts';

/** Numbers and times; NaN where a row has none. */
export class NumberColumn {
  readonly values: Float64Array;

  constructor(values: Float64Array) {
    this.values = values;
  }

  get size(): number {
    return this.values.byteLength;
  }

  at(row: number): number | null {
    const value = this.values[row];
    return value === undefined || Number.isNaN(value) ? null : value;
  }
}

export class FlagColumn {
  readonly values: Uint8Array;

  /** @param values - 1 or 0 of each row */
  constructor(values: Uint8Array) {
    this.values = values;
  }

  get size(): number {
    return this.values.byteLength;
  }

  at(row: number): boolean {
    return this.values[row] === 1;
  }
}

export type StoredColumn = TextColumn | NumberColumn | FlagColumn | UuidColumn;
