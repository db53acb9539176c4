/**
 * Codes of the sentences of refusals, for clients that speak another language than English. The sentences are exact, most of them TextIt's, and so
 * a code is what a sentence says: it is looked up at the edge, for a request that has `Prefer: codes`, and no refusal knows of it.
 */

/** What a sentence is, and in braces what changes in it, which is the code's data. */
export const SENTENCES = {
  required: 'This field is required.',
  blank: 'This field may not be blank.',
  null: 'This field may not be null.',
  not_unique: 'This field must be unique.',
  not_text: 'Not a valid string.',
  not_whole: 'A valid integer is required.',
  not_flag: 'Must be a valid boolean.',
  not_an_object: 'Must be a valid JSON object',
  not_a_list: 'Expected a list of items but got type "{type}".',
  no_choice: '"{value}" is not a valid choice.',
  too_few_characters: 'Ensure this field has at least {least} characters.',
  too_many_characters: 'Ensure this field has no more than {most} characters.',
  too_many_elements: 'Ensure this field has no more than {most} elements.',
  too_many_words: 'Ensure this field has no more than {most} words.',
  too_small: 'Ensure this value is greater than or equal to {least}.',
  too_large: 'Ensure this value is less than or equal to {most}.',
  unknown_field: 'This is no field that is set here.',
  no_such_object: 'No such object: {reference}',
  invalid_urn: 'Invalid URN: {urn}. Ensure phone numbers contain country codes.',
  urn_in_use: 'URN is in use by another contact.',
  no_country: '"{value}" is not an ISO-3166 country code, such as "RW".',
  no_time_zone: '"{value}" is not an IANA time zone, such as "Africa/Kigali".',
  no_language: 'Not a valid ISO639-3 language code.',
  named_twice: 'This language is named twice.',
  invalid_name: 'Generated key "{key}" is invalid or a reserved name.',
  limit_reached: 'Cannot create object because workspace has reached limit.',
  rate_too_high: 'This deployment allows at most {most} requests an hour.',
  no_letters: '"{word}" has no letter or digit, and messages are compared by these.',
  time_passed: 'This time has passed: it is {now}. Leave it out to begin at once.',
  not_permitted: 'You do not have permission to perform this action.',
  not_found: 'Not found.',
  opted_out: 'This contact refused messages. It becomes active by a message of theirs, or with a "reason".',
  not_archived: 'Only archived contacts can be deleted, and this one is {status}. Archive it first.',
  job_ended: 'The job has ended.',
  preview_changed: 'The count is not the number of contacts that the preview found. Read the preview again.',
  throttled: 'Request was throttled. Expected available in {seconds} seconds.',
  purge_count:
    '{count} contacts archived before {before} would be deleted for good on {day}, and others every night. To have that, send "purge_count": {again} as well.',
} as const;

export type Code = keyof typeof SENTENCES;

interface Coded {
  /** `other` for a sentence that has none. */
  readonly code: Code | 'other';
  readonly data: Readonly<Record<string, string>>;
}

const escaped = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A sentence as a pattern, with a group for each thing in braces. */
const PATTERNS = Object.entries(SENTENCES).map(([code, sentence]) => {
  const parts = sentence.split(/\{(\w+)\}/);
  const source = parts.map((part, index) => (index % 2 === 0 ? escaped(part) : `(?<${part}>.*?)`)).join('');
  return { code: code as Code, pattern: new RegExp(`^${source}$`, 's') };
});

export function codeOf(sentence: string): Coded {
  for (const { code, pattern } of PATTERNS) {
    const match = pattern.exec(sentence);
    if (match) return { code, data: { ...match.groups } };
  }
  return { code: 'other', data: {} };
}

type Codes = Coded | readonly Codes[] | { readonly [key: string]: Codes };

/** The codes of the sentences of a body, in its own shape. */
function codesOf(value: unknown): Codes {
  if (typeof value === 'string') return codeOf(value);
  if (Array.isArray(value)) return value.map(codesOf);
  return Object.fromEntries(
    Object.entries(value as object)
      .filter(([, part]) => typeof part === 'string' || (typeof part === 'object' && part !== null))
      .map(([key, part]) => [key, codesOf(part)]),
  );
}

/** The body of a refusal with `codes` beside its sentences. One that has a code of its own, as those of queries have, stays as it is. */
export const withCodes = (body: object): object => ('code' in body ? body : { ...body, codes: codesOf(body) });

/** Whether a request asks for them (RFC 7240). */
export const wantsCodes = (headers: Readonly<Record<string, string | undefined>>): boolean =>
  (headers['prefer'] ?? '').split(',').some((preference) => preference.trim().toLowerCase() === 'codes');
