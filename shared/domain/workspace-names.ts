import type { FieldKey } from './ids.ts';

/** A workspace's limits, unless its `limits` differ (TextIt 1.7). */
export const MAX_GROUPS = 250;
export const MAX_FIELDS = 250;

/** The most that `limits` may allow: loading more for every change would cost more than the change. */
export const LARGEST_LIMIT = 1_000;

const MAX_GROUP_NAME = 64;
const MAX_FIELD_NAME = 36;
const MAX_FIELD_KEY = 36;

const FIELD_NAME = /^[A-Za-z0-9\- ]+$/;
const FIELD_KEY = /^[a-z][a-z0-9_]*$/;

/** Words of the query language that a field key would hide (TextIt 1.7). */
const RESERVED_KEYS: ReadonlySet<string> = new Set(['has', 'is', 'fields', 'urns', 'created_on', 'last_seen_on']);

/** Names that differ only in case are the same. */
export const nameKey = (name: string): string => name.toLowerCase();

/** What is wrong with a group's name, in the API's words (TextIt 4.1 and 6.6), or null. */
export function groupNameError(name: string): string | null {
  if (name.trim() === '') return 'This field may not be blank.';
  if (name.includes('\0')) return 'Null characters are not allowed.';
  if ([...name].length > MAX_GROUP_NAME) return `Ensure this field has no more than ${MAX_GROUP_NAME} characters.`;
  if (name !== name.trim()) return 'Cannot begin or end with whitespace.';
  const bad = ['"', '\\'].find((character) => name.includes(character));
  return bad === undefined ? null : `Cannot contain the character: ${bad}`;
}

/** What is wrong with a trimmed field name, in the API's words (TextIt 1.7 and 6.7, spelling as there), or null. */
export function fieldNameError(name: string): string | null {
  if (name === '') return 'This field may not be blank.';
  if (name.length > MAX_FIELD_NAME) return `Ensure this field has no more than ${MAX_FIELD_NAME} characters.`;
  if (!FIELD_NAME.test(name)) return 'Can only contain letters, numbers and hypens.';
  const key = generateFieldKey(name);
  return isFieldKey(key) ? null : `Generated key "${key}" is invalid or a reserved name.`;
}

/** The key of a field's name: lower case, with `_` for every run of other characters. It may be invalid. */
export const generateFieldKey = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '_');

export const isFieldKey = (key: string): key is FieldKey =>
  key.length <= MAX_FIELD_KEY && FIELD_KEY.test(key) && !RESERVED_KEYS.has(key);
