/** Names of the columns that SQL asks: letters, digits and underscores, which Athena wants, and small letters. */

/** Only these columns begin so: readers of snapshots leave them out. */
export const SQL_PREFIX = 'sql_';

export const SQL_COLUMNS = {
  uuid: 'sql_uuid',
  name: 'sql_name',
  words: 'sql_words',
  language: 'sql_language',
  status: 'sql_status',
  urns: 'sql_urns',
  groups: 'sql_groups',
  created_on: 'sql_created_on',
  last_seen_on: 'sql_last_seen_on',
} as const;

export const sqlAdded = (key: string): string => `sql_added_${key}`;

/** Of a field: its text, the last part of a location, a number in the order of texts, and µs since 1970. */
export const sqlField = (key: string) => ({
  text: `sql_text_${key}`,
  place: `sql_place_${key}`,
  number: `sql_number_${key}`,
  micros: `sql_micros_${key}`,
});

/** Ends and begins each of several values in one text. */
export const LINE = '\n';
/** Stands for a line break in a value. No address has this character, which Unicode gives nobody. */
const BREAK = '\u{10ffff}';

/** A value as it is among several. */
export const inLine = (value: string): string => value.replaceAll(LINE, BREAK);

/** In the column of a last part: the text has one, and it is empty. */
export const NO_PLACE = LINE;
