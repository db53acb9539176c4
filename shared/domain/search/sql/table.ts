/** The table that engines see: its columns with types of Hive, as Glue and Athena have them. */
import { conditionsOf, type Query } from '../../../query/query.ts';
import { SQL_ALWAYS } from './columns.ts';
import { sqlField } from './names.ts';

type TableColumn = readonly [name: string, type: 'string' | 'bigint' | 'boolean'];

const typeOf = (kind: 'text' | 'micros'): 'string' | 'bigint' => (kind === 'text' ? 'string' : 'bigint');

/** Columns of every workspace. Those of fields and groups have a colon in their names, which Athena cannot say. */
export const TABLE_COLUMNS: readonly TableColumn[] = [
  ...['folder', 'status', 'name', 'language', 'urns'].map((name) => [name, 'string'] as const),
  ['deleted', 'boolean'],
  ...SQL_ALWAYS.map(([name, kind]) => [name, typeOf(kind)] as const),
];

/** Columns of the fields that a query names. */
export const fieldTableColumns = (query: Query): readonly TableColumn[] => {
  const fields = conditionsOf(query).flatMap(({ property }) => (property.type === 'field' ? [property.key] : []));
  return [...new Set(fields)].flatMap((key) => {
    const { text, place, number, micros } = sqlField(key);
    return [...[text, place, number].map((name) => [name, 'string'] as const), [micros, 'bigint'] as const];
  });
};

/** The table of all workspaces, which the stack makes; a query has to name the workspace. */
export const ALL_PEOPLE = 'people';
