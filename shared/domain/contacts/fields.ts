import { parseDate } from '../../query/values/date.ts';
import { parseNumber } from '../../query/values/number.ts';
import type { FieldKey } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { truncate } from '../text/truncate.ts';
import type { DateStyle, FieldType } from '../workspace.ts';
import type { Contact, FieldValue } from './contact.ts';

/** Characters of a value that are kept (TextIt 1.8); its number and date are read from the whole text. */
export const VALUE_LIMIT = 640;

interface ValueEnv {
  readonly dateStyle: DateStyle;
  readonly timezone: string;
  readonly now: Instant;
}

/** The text with every typed reading (TextIt 1.8); null when empty. A date without a time is its midnight here. */
export function parseFieldValue(text: string, { dateStyle, timezone, now }: ValueEnv): FieldValue | null {
  if (text === '') return null;
  const number = parseNumber(text);
  const datetime = parseDate(text, { dateStyle, timezone, now, fillTime: false })?.iso ?? null;
  return {
    text: truncate(text, VALUE_LIMIT),
    ...(number !== null && { number }),
    ...(datetime !== null && { datetime }),
  };
}

/** The reading of a value that the API shows, by the field's type, or null (TextIt 1.8). */
export function fieldText(value: FieldValue | undefined | null, type: FieldType): string | null {
  switch (type) {
    // Without boundary data, locations are kept and shown as they were written.
    case 'state':
    case 'district':
    case 'ward':
    case 'text':
      return value?.text ?? null;
    case 'number':
      return value?.number ?? null;
    case 'datetime':
      return value?.datetime ?? null;
  }
}

/** The value of a field, or undefined. Never looked up on a prototype: a field may have a key such as `constructor`. */
export const fieldValue = (fields: Contact['fields'], key: FieldKey): FieldValue | undefined =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

/** Every part counts, also a reading that the field's type does not use (TextIt 1.8). */
export const sameValue = (a: FieldValue | null, b: FieldValue | null): boolean =>
  a?.text === b?.text && a?.number === b?.number && a?.datetime === b?.datetime;

/** The values with one field changed; null removes it. */
export function withValue(fields: Contact['fields'], key: FieldKey, value: FieldValue | null): Contact['fields'] {
  const { [key]: _, ...others } = fields;
  return value === null ? others : { ...fields, [key]: value };
}

export function differing(
  { fields: before }: Pick<Contact, 'fields'>,
  { fields: after }: Pick<Contact, 'fields'>,
): readonly FieldKey[] {
  if (before === after) return [];
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  const keys = [...Object.keys(before), ...added] as FieldKey[];
  return keys.filter((key) => !sameValue(fieldValue(before, key) ?? null, fieldValue(after, key) ?? null));
}
