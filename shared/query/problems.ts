/** What is said of queries that are refused: a companion of the bundles, as few queries are. */
import type { Operator, Span } from './ast.ts';
import { type Unexpected, unexpectedWords } from './syntax/unexpected.ts';
import type { DateStyle } from './values/civil.ts';

export type QueryErrorCode =
  | 'syntax'
  | 'too_complex'
  | 'unknown_property_type'
  | 'unknown_property'
  | 'redacted_urns'
  | 'unsupported_contains'
  | 'unsupported_comparison'
  | 'unsupported_setcheck'
  | 'invalid_partial_name'
  | 'invalid_partial_urn'
  | 'invalid_number'
  | 'invalid_date'
  | 'invalid_group'
  | 'invalid_flow'
  | 'invalid_status'
  | 'invalid_language';

/** Why a query was refused. `code`, `message` and `extra` are TextIt's (5.6); `hint` helps the person who types. */
export interface QueryError extends Span {
  readonly code: QueryErrorCode;
  readonly message: string;
  readonly extra: Readonly<Record<string, string>> | null;
  /** What was found, and what to try instead. */
  readonly hint: string;
}

const problem = (
  code: QueryErrorCode,
  message: string,
  extra: QueryError['extra'],
  { start, end }: Span,
  hint: string,
): QueryError => ({ code, message, extra, start, end, hint });

function unexpected(about: Unexpected): QueryError {
  const { message, hint } = unexpectedWords(about);
  return problem('syntax', message, null, about.found, hint);
}

const tooComplex = (span: Span, hint: string): QueryError =>
  problem('too_complex', 'query is too complex', null, span, hint);

const unknownPropertyType = (type: string, span: Span): QueryError =>
  problem(
    'unknown_property_type',
    `unknown property type '${type}'`,
    { type },
    span,
    `"${type}." is not a known prefix. Use "fields." for a field or "urns." for an address.`,
  );

const unknownProperty = (property: string, span: Span): QueryError =>
  problem(
    'unknown_property',
    `can't resolve '${property}' to attribute, scheme or field`,
    { property },
    span,
    `There is no attribute, URN scheme or field called "${property}". Check the spelling, or create the field first.`,
  );

const redactedUrns = (span: Span): QueryError =>
  problem(
    'redacted_urns',
    'cannot query on redacted URNs',
    null,
    span,
    'Addresses are hidden in this workspace. You can only ask whether there is one: = "" or != "".',
  );

const unsupportedContains = (property: string, span: Span): QueryError =>
  problem(
    'unsupported_contains',
    'contains conditions can only be used with name or URN values',
    { property },
    span,
    `"~" finds parts of names and addresses only. Compare "${property}" with = or != and the whole value.`,
  );

const unsupportedComparison = (property: string, operator: Operator, span: Span): QueryError =>
  problem(
    'unsupported_comparison',
    `comparisons with ${operator} can only be used with date and number fields`,
    { property, operator },
    span,
    `"${property}" is neither a number nor a date, so "${operator}" has no meaning for it. Use = or !=.`,
  );

const unsupportedSetcheck = (property: string, operator: Operator, span: Span): QueryError =>
  problem(
    'unsupported_setcheck',
    `can't check whether '${property}' is set or not set`,
    { property, operator },
    span,
    `Every contact has "${property}", so comparing it with "" tells nothing. Put a value between the quotes.`,
  );

const invalidPartialName = (minimum: number, span: Span): QueryError =>
  problem(
    'invalid_partial_name',
    `contains operator on name requires token of minimum length ${minimum}`,
    { min_token_length: `${minimum}` },
    span,
    `"~" needs a word of at least ${minimum} letters to look for. Type more of the name, or compare the whole name with =.`,
  );

const invalidPartialUrn = (minimum: number, span: Span): QueryError =>
  problem(
    'invalid_partial_urn',
    `contains operator on URN requires value of minimum length ${minimum}`,
    { min_value_length: `${minimum}` },
    span,
    `"~" needs at least ${minimum} characters of the address to look for. Type more of it.`,
  );

const foundInsteadOf = (what: string, value: string): string =>
  value === '' ? `There is nothing between the quotes; ${what} must stand there.` : `"${value}" is not ${what}.`;

const notNumber = (value: string, span: Span): QueryError =>
  problem(
    'invalid_number',
    `can't convert '${value}' to a number`,
    { value },
    span,
    `${foundInsteadOf('a number', value)} Write digits with at most one point, such as 18 or -2.5, and no thousands separators.`,
  );

const DATE_EXAMPLES = { day_first: '27-01-2020', month_first: '01-27-2020', year_first: '2020-01-27' } as const;

const notDate = (value: string, span: Span, dateStyle: DateStyle): QueryError =>
  problem(
    'invalid_date',
    `can't convert '${value}' to a date`,
    { value },
    span,
    `${foundInsteadOf('a date', value)} Write it as ${DATE_EXAMPLES[dateStyle]}, or count back from today: -90d, -12w, -6m, -1y.`,
  );

const NOT_VALID = {
  'group name': ['invalid_group', (value: string) => `There is no group called "${value}". Check the spelling.`],
  'flow name': [
    'invalid_flow',
    (value: string) => `There is no flow called "${value}", or more than one. Check the spelling.`,
  ],
  'contact status': [
    'invalid_status',
    (value: string) => `${foundInsteadOf('a status', value)} Try active, archived, blocked or stopped.`,
  ],
  'language code': [
    'invalid_language',
    (value: string) => `${foundInsteadOf('a language', value)} Use the ISO-639-3 code of three letters, such as eng.`,
  ],
} as const satisfies Readonly<Record<string, readonly [QueryErrorCode, (value: string) => string]>>;

function notValid(value: string, what: keyof typeof NOT_VALID, span: Span): QueryError {
  const [code, hint] = NOT_VALID[what];
  return problem(code, `'${value}' is not a valid ${what}`, { value }, span, hint(value));
}

const PROBLEMS = {
  unexpected,
  tooComplex,
  unknownPropertyType,
  unknownProperty,
  redactedUrns,
  unsupportedContains,
  unsupportedComparison,
  unsupportedSetcheck,
  invalidPartialName,
  invalidPartialUrn,
  notNumber,
  notDate,
  notValid,
};

export type QueryProblems = typeof PROBLEMS;

/** A problem by its name, with what it is about. */
export const queryProblem = <Name extends keyof QueryProblems>(
  name: Name,
  ...given: Parameters<QueryProblems[Name]>
): QueryError => (PROBLEMS[name] as (...given: Parameters<QueryProblems[Name]>) => QueryError)(...given);
