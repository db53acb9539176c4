/** Names of columns, which people with other tools see (docs/guides/snapshots.md). */

/** How the values of a column are kept. A time is µs since 1970; `micros` too, as a whole number. */
export type ColumnKind = 'uuid' | 'text' | 'time' | 'micros' | 'number' | 'flag';

/** A property of QueryContact that each contact has at most one value of. */
export const SINGLE = {
  folder: { column: 'folder', kind: 'text' },
  status: { column: 'status', kind: 'text' },
  name: { column: 'name', kind: 'text' },
  language: { column: 'language', kind: 'text' },
  createdOn: { column: 'created_on', kind: 'time' },
  modifiedOn: { column: 'modified_on', kind: 'time' },
  lastSeenOn: { column: 'last_seen_on', kind: 'time' },
} as const;

export const UUID_COLUMN = 'uuid';
/** Addresses, one a line. */
export const URNS = 'urns';
/** In a segment of changes: the contact was deleted. */
export const DELETED = 'deleted';

const GROUP = 'group:';
export const groupColumn = (group: string): string => `${GROUP}${group}`;
/** The group of a column; null for other columns. */
export const groupOfColumn = (name: string): string | null =>
  name.startsWith(GROUP) ? name.slice(GROUP.length) : null;

/** An attribute that TextIt's language does not have. */
export const addedColumn = (key: string): string => `added:${key}`;

const FIELD = 'field:';

/** The columns of a field: its text, its number, the digits of a number that a double does not give back, its time. */
export const fieldColumns = (key: string) => ({
  text: `${FIELD}${key}`,
  number: `${FIELD}${key}:number`,
  digits: `${FIELD}${key}:digits`,
  datetime: `${FIELD}${key}:datetime`,
});

/** The field of a column, whichever of its columns that is; null for other columns. */
export const fieldOfColumn = (name: string): string | null =>
  name.startsWith(FIELD) ? (name.slice(FIELD.length).split(':')[0] ?? null) : null;
