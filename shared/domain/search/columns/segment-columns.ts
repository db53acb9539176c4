import { errorNamed } from '../../../query/error-named.ts';
import { groupOfColumn } from './names.ts';
import { FlagColumn, type StoredColumn } from './stored.ts';

/** A value was asked for whose column was not read: the answer would be wrong. */
export class ColumnNotReadError extends errorNamed('ColumnNotReadError') {
  readonly code = 'column_not_read';
}

/** The columns of a segment that were read, and the names of all that it has. */
export interface SegmentColumns {
  readonly names: ReadonlySet<string>;
  readonly read: ReadonlyMap<string, StoredColumn>;
}

/** A column that was read; null when no row of the segment has a value. */
export function columnOf<Column extends StoredColumn>(
  { read, names }: SegmentColumns,
  name: string,
  kind: new (...args: never[]) => Column,
): Column | null {
  const column = read.get(name);
  if (column instanceof kind) return column;
  if (column !== undefined || names.has(name)) throw new ColumnNotReadError(name);
  return null;
}

/** The groups whose columns were read. */
export const groupColumnsOf = ({ read }: SegmentColumns): readonly (readonly [group: string, FlagColumn])[] =>
  [...read].flatMap(([name, column]) => {
    const group = groupOfColumn(name);
    return group !== null && column instanceof FlagColumn ? [[group, column] as const] : [];
  });
