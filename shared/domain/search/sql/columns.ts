/** Columns of a snapshot for engines of SQL, whose rules about texts, numbers and days are not those of queries. */
import { foldText, nameTokens, type QueryFieldValue, textValues } from '../../../query/query.ts';
import { ADDED_TYPES } from '../../contacts/queryable.ts';
import type { SnapshotRow } from '../columns/row.ts';
import { inLine, LINE, NO_PLACE, SQL_COLUMNS, sqlAdded, sqlField } from './names.ts';
import { numberKey } from './number-key.ts';

/** A text, or a whole number. */
type SqlValue = readonly [column: string, kind: 'text' | 'micros', value: string | number];

/** Columns that every file has, also without values. */
export const SQL_ALWAYS: readonly (readonly [column: string, kind: SqlValue[1]])[] = [
  ...Object.values(SQL_COLUMNS).map((name) => [name, name.endsWith('_on') ? 'micros' : 'text'] as const),
  ...Object.entries(ADDED_TYPES).map(
    ([key, type]) => [sqlAdded(key), type === 'datetime' ? 'micros' : 'text'] as const,
  ),
];

/** What SQL asks of a contact. Values that it does not have are left out. */
export function* sqlValues(row: SnapshotRow): Generator<SqlValue> {
  for (const key of ['name', 'language', 'status'] as const)
    for (const value of textValues({ type: 'attribute', key }, row)) yield [SQL_COLUMNS[key], 'text', foldText(value)];
  if (row.name) yield [SQL_COLUMNS.words, 'text', lines(nameTokens(row.name))];
  const urns = row.urns.map(([scheme, path]) => `${scheme}:${inLine(foldText(path))}`);
  if (urns.length > 0) yield [SQL_COLUMNS.urns, 'text', lines(urns)];
  if (row.groups.length > 0) yield [SQL_COLUMNS.groups, 'text', lines(row.groups)];
  yield [SQL_COLUMNS.created_on, 'micros', row.createdOn];
  if (row.lastSeenOn !== null) yield [SQL_COLUMNS.last_seen_on, 'micros', row.lastSeenOn];
  for (const key of Object.keys(ADDED_TYPES)) {
    const value = row.added?.[key] ?? null;
    if (typeof value === 'number') yield [sqlAdded(key), 'micros', value];
    else if (value) yield [sqlAdded(key), 'text', foldText(value)];
  }
  for (const [key, value] of Object.entries(row.fields)) if (value) yield* fieldValues(key, value);
}

const lines = (values: readonly string[]): string => `${LINE}${values.map((value) => `${value}${LINE}`).join('')}`;

function* fieldValues(key: string, { text, number, datetime }: QueryFieldValue): Generator<SqlValue> {
  const names = sqlField(key);
  if (text !== '') yield [names.text, 'text', foldText(text)];
  // Others are their own last part.
  if (text.includes('>')) {
    const last = text.split('>').at(-1) ?? '';
    yield [names.place, 'text', last === '' ? NO_PLACE : foldText(last)];
  }
  if (number !== undefined) yield [names.number, 'text', numberKey(number)];
  if (datetime !== undefined) yield [names.micros, 'micros', datetime];
}
