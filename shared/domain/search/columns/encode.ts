import { errorNamed } from '../../../query/error-named.ts';
import type { QueryFieldValue } from '../../../query/query.ts';
import { ADDED_TYPES } from '../../contacts/queryable.ts';
import { SQL_ALWAYS, sqlValues } from '../sql/columns.ts';
import { SQL_COLUMNS } from '../sql/names.ts';
import {
  addedColumn,
  type ColumnKind,
  DELETED,
  fieldColumns,
  groupColumn,
  SINGLE,
  URNS,
  UUID_COLUMN,
} from './names.ts';
import type { SnapshotRow } from './row.ts';
import { textOfUrns } from './urns.ts';

/** A column with the value of each row. */
export interface ColumnValues {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly values: readonly (string | number | boolean | null)[];
}

/** A text that UTF-8 cannot hold, or a time that is no whole number: it would come back as another. */
class LossyValueError extends errorNamed('LossyValueError') {
  readonly code = 'lossy_value';
}

/**
 * The columns of some contacts; a row of null is a contact that was deleted. No value is lost.
 *
 * @param forSql - whether engines of SQL are to search them: these have columns of their own
 */
export function columnsOf(
  entries: readonly { readonly uuid: string; readonly row: SnapshotRow | null }[],
  forSql = false,
): readonly ColumnValues[] {
  const columns = new Columns(entries.length, forSql ? [...ALWAYS, ...SQL_ALWAYS] : ALWAYS);
  entries.forEach(({ uuid, row }, at) => {
    columns.set(UUID_COLUMN, 'uuid', at, uuid);
    if (forSql) columns.set(SQL_COLUMNS.uuid, 'text', at, uuid);
    if (row === null) columns.set(DELETED, 'flag', at, true);
    else {
      addRow(columns, row, at);
      if (forSql) for (const [name, kind, value] of sqlValues(row)) columns.set(name, kind, at, value);
    }
  });
  return columns.all();
}

const EMPTY = { flag: false, uuid: null, text: null, time: null, micros: null, number: null } as const;

class Columns {
  readonly #size: number;
  readonly #columns = new Map<string, { kind: ColumnKind; values: (string | number | boolean | null)[] }>();

  /** @param always - columns that every segment has, so that readers need not ask */
  constructor(size: number, always: readonly (readonly [string, ColumnKind])[]) {
    this.#size = size;
    for (const [name, kind] of always) this.#column(name, kind);
  }

  set(name: string, kind: ColumnKind, at: number, value: string | number | boolean): void {
    if (kind === 'text' && !(value as string).isWellFormed()) throw new LossyValueError(`No UTF-8 text in ${name}`);
    if ((kind === 'time' || kind === 'micros') && !Number.isInteger(value))
      throw new LossyValueError(`No whole number in ${name}`);
    this.#column(name, kind).values[at] = value;
  }

  all(): readonly ColumnValues[] {
    return [...this.#columns].map(([name, column]) => ({ name, ...column }));
  }

  #column(name: string, kind: ColumnKind) {
    const known = this.#columns.get(name);
    if (known) return known;
    const made = { kind, values: new Array<string | number | boolean | null>(this.#size).fill(EMPTY[kind]) };
    this.#columns.set(name, made);
    return made;
  }
}

const ALWAYS: readonly (readonly [string, ColumnKind])[] = [
  [UUID_COLUMN, 'uuid'],
  ...Object.values(SINGLE).map(({ column, kind }) => [column, kind] as const),
  [URNS, 'text'],
  ...Object.entries(ADDED_TYPES).map(
    ([key, type]) => [addedColumn(key), type === 'datetime' ? 'time' : 'text'] as const,
  ),
  [DELETED, 'flag'],
];

function addRow(columns: Columns, row: SnapshotRow, at: number): void {
  for (const [key, { column, kind }] of Object.entries(SINGLE)) {
    const value = row[key as keyof typeof SINGLE];
    if (value !== null) columns.set(column, kind, at, value);
  }
  if (row.urns.length > 0) columns.set(URNS, 'text', at, textOfUrns(row.urns));
  for (const group of row.groups) columns.set(groupColumn(group), 'flag', at, true);
  for (const [key, type] of Object.entries(ADDED_TYPES)) {
    const value = row.added?.[key] ?? null;
    if (value !== null) columns.set(addedColumn(key), type === 'datetime' ? 'time' : 'text', at, value);
  }
  for (const [key, value] of Object.entries(row.fields)) if (value) addField(columns, key, value, at);
}

function addField(columns: Columns, key: string, { text, number, datetime }: QueryFieldValue, at: number): void {
  const names = fieldColumns(key);
  columns.set(names.text, 'text', at, text);
  if (number !== undefined) {
    columns.set(names.number, 'number', at, Number(number));
    if (String(Number(number)) !== number) columns.set(names.digits, 'text', at, number);
  }
  if (datetime !== undefined) columns.set(names.datetime, 'time', at, datetime);
}
