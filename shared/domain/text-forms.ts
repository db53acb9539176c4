/**
 * Forms of texts for the OpenAPI document. Where no pattern can say what is accepted, the format has a name that
 * docs/api/index.md explains.
 */
import type { Form } from './schema.ts';

export const URN = { format: 'contact-urn' } as const satisfies Form;
/** TextIt's query language (TextIt chapter 5). */
export const QUERY = { format: 'contact-query', pattern: '^[^\\x00]*\\S[^\\x00]*$' } as const satisfies Form;
export const LANGUAGE = { format: 'iso-639-3', pattern: '^[A-Za-z]{3}$' } as const satisfies Form;
export const FIELD = { format: 'field-key', pattern: '^[a-z][a-z0-9_]*$' } as const satisfies Form;
export const UUID = { format: 'uuid' } as const satisfies Form;
export const TIME = { format: 'date-time' } as const satisfies Form;
/** TextIt's rules for names of fields and groups (6.6, 6.7). */
export const FIELD_NAME = { pattern: '^[A-Za-z][A-Za-z0-9 -]{0,35}$' } as const satisfies Form;
export const GROUP_NAME = { pattern: '^[^\\x00"\\\\]*[^\\x00"\\\\\\s][^\\x00"\\\\]*$' } as const satisfies Form;
/** What a column of an import becomes. */
export const IMPORT_TARGET = {
  pattern:
    '^(ignore|uuid|name|language|status|created_on|last_seen_on|groups|opt_out|opt_in|opted_out_on|blocked|urn(:(tel|mailto|ext))?|field:[A-Z][a-z]{3,20}|group:[A-Z][a-z]{3,20})$',
} as const satisfies Form;
/** The type and address of a file, or a place on the map. */
export const ATTACHMENT_FORM = {
  pattern:
    '^([a-z]+/[a-z0-9.+-]+:https?://[A-Za-z0-9._~/-]+|geo:-?[0-9]{1,2}(\\.[0-9]{1,6})?,-?[0-9]{1,3}(\\.[0-9]{1,6})?)$',
} as const satisfies Form;
/** The beginning of a public web address, by name. */
export const WEB_ADDRESS = {
  format: 'uri',
  pattern: '^https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}(/[A-Za-z0-9._~-]+)*$',
} as const satisfies Form;
