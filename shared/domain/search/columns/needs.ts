import { type Condition, conditionsOf, type Query } from '../../../query/query.ts';
import { ADDED_TYPES } from '../../contacts/queryable.ts';
import type { Sort } from '../sort.ts';
import { addedColumn, fieldColumns, groupColumn, SINGLE, URNS, UUID_COLUMN } from './names.ts';

/** The columns that a query, a folder and an order read. `*` stands for the columns of all groups. */
export const ALL_GROUPS = '*';

/** Columns that every segment of this release has, also without values. */
export const IN_EVERY_SEGMENT: ReadonlySet<string> = new Set([
  UUID_COLUMN,
  URNS,
  ...Object.values(SINGLE).map(({ column }) => column),
  ...Object.keys(ADDED_TYPES).map(addedColumn),
]);

/** Columns that every search reads. */
const ALWAYS: readonly string[] = [UUID_COLUMN, SINGLE.folder.column];

/** The columns of a query, without an order; of no query, those that every search reads. */
export const columnsOfQuery = (query: Query | null): ReadonlySet<string> =>
  new Set([...ALWAYS, ...(query === null ? [] : conditionsOf(query).flatMap(conditionColumns))]);

export function columnsFor(query: Query, sort: Sort | null): ReadonlySet<string> {
  const ordered = sort === null ? [SINGLE.modifiedOn.column] : sortColumns(sort);
  return new Set([...columnsOfQuery(query), ...ordered]);
}

function sortColumns({ key }: Sort): readonly string[] {
  if (typeof key !== 'string') return 'groups' in key ? [ALL_GROUPS] : fieldColumnsOf(key.key, key.type);
  switch (key) {
    case 'name':
    case 'language':
      return [key];
    case 'last_seen_on':
      return [SINGLE.lastSeenOn.column];
    case 'created_on':
    case 'id':
      return [SINGLE.createdOn.column];
    case 'urn':
      return [URNS];
  }
}

function conditionColumns({ property, value, asset }: Condition): readonly string[] {
  switch (property.type) {
    case 'scheme':
      return [URNS];
    case 'added':
      return [addedColumn(property.key)];
    case 'field':
      return fieldColumnsOf(property.key, property.valueType);
    case 'attribute':
      break;
  }
  switch (property.key) {
    case 'urn':
      return [URNS];
    case 'group':
      return value === '' ? [ALL_GROUPS] : asset === null ? [] : [groupColumn(asset.uuid)];
    case 'created_on':
    case 'last_seen_on':
    case 'name':
    case 'language':
    case 'status':
      return [property.key];
    // Read off the uuid, from elsewhere, or without a value.
    case 'uuid':
    case 'id':
    case 'ref':
    case 'flow':
    case 'history':
    case 'tickets':
      return [];
  }
}

export function fieldColumnsOf(key: string, type: string): readonly string[] {
  const { text, number, digits, datetime } = fieldColumns(key);
  return type === 'number' ? [number, digits] : type === 'datetime' ? [datetime] : [text];
}
