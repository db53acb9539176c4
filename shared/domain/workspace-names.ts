import type { FieldKey } from './ids.ts';
import type { Refusal } from './refusals/refusal.ts';

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

/** The same without accents of Latin letters: `Éleveurs` is `eleveurs`. */
export const foldedKey = (name: string): string => nameKey(name.normalize('NFKD')).replace(/[\u0300-\u036f]/g, '');

/** What is wrong with a group's name (TextIt 4.1 and 6.6), or null. */
export function groupNameError(name: string): Refusal | null {
  if (name.trim() === '') return { code: 'blank' };
  if (name.includes('\0')) return { code: 'no_null_characters' };
  if ([...name].length > MAX_GROUP_NAME) return { code: 'too_many_characters', most: MAX_GROUP_NAME };
  if (name !== name.trim()) return { code: 'name_ends' };
  const bad = ['"', '\\'].find((character) => name.includes(character));
  return bad === undefined ? null : { code: 'name_character', character: bad };
}

/** What is wrong with a field's name (TextIt 1.7 and 6.7), or null. Trim it first. */
export function fieldNameError(name: string): Refusal | null {
  if (name === '') return { code: 'blank' };
  if (name.length > MAX_FIELD_NAME) return { code: 'too_many_characters', most: MAX_FIELD_NAME };
  if (!FIELD_NAME.test(name)) return { code: 'name_characters' };
  const key = generateFieldKey(name);
  return isFieldKey(key) ? null : { code: 'invalid_name', key };
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
