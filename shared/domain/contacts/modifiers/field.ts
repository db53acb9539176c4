import type { Contact } from '../contact.ts';
import { parseFieldValue, sameValue } from '../fields.ts';
import { type Context, type Of, type Outcome, outcome } from './modifier.ts';

/**
 * Null or empty clears. Setting the same text is no change, with one surprise that is TextIt's (1.8): a date without
 * a time is filled up with the time of day, so the same date set again later is another value.
 */
export function setField(contact: Contact, { field, value }: Of<'field'>, { assets, now }: Context): Outcome {
  if (!assets.fields.has(field)) return outcome(contact, [missingField(field)]);
  const { dateStyle, timezone } = assets.settings;
  const next = parseFieldValue(value ?? '', { dateStyle, timezone, now });
  if (sameValue(contact.fields[field] ?? null, next)) return outcome(contact);
  const { [field]: _, ...others } = contact.fields;
  return outcome({ ...contact, fields: next === null ? others : { ...contact.fields, [field]: next } });
}

const missingField = (key: string) =>
  ({
    type: 'error',
    text: `Missing dependency: field[key=${key},name=${key}]`,
    code: 'dependency:missing',
    extra: { type: 'field', identity: key },
  }) as const;
