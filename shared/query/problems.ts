/** What is said of queries that are refused: a companion of the bundles, as few queries are. */
import type { Operator, Span } from './ast.ts';
import WORDS from './problems.json' with { type: 'json' };
import { type Unexpected, unexpectedWords } from './syntax/unexpected.ts';
import type { DateStyle } from './values/civil.ts';

export type QueryErrorCode = 'syntax' | keyof typeof WORDS;

/** Why a query was refused. `code`, `message` and `extra` are TextIt's (5.6); `hint` helps the person who types. */
export interface QueryError extends Span {
  readonly code: QueryErrorCode;
  readonly message: string;
  readonly extra: Readonly<Record<string, string>> | null;
  /** What was found, and what to try instead. */
  readonly hint: string;
}

/** @param more - what only the words name */
function problem(
  code: keyof typeof WORDS,
  { start, end }: Span,
  extra: QueryError['extra'],
  more: Readonly<Record<string, string>> = {},
): QueryError {
  const named = (words: string) => words.replace(/\{(\w+)\}/g, (_, name: string) => extra?.[name] ?? more[name] ?? '');
  const { message, hint } = WORDS[code];
  return { code, message: named(message), extra, start, end, hint: named(hint) };
}

function unexpected(about: Unexpected): QueryError {
  const { start, end } = about.found;
  return { code: 'syntax', ...unexpectedWords(about), extra: null, start, end };
}

const foundInsteadOf = (what: string, value: string): string =>
  value === '' ? `There is nothing between the quotes; ${what} must stand there.` : `"${value}" is not ${what}.`;

const DATE_EXAMPLES = { day_first: '27-01-2020', month_first: '01-27-2020', year_first: '2020-01-27' } as const;

const NOT_VALID = {
  'group name': ['invalid_group', ''],
  'flow name': ['invalid_flow', ''],
  'contact status': ['invalid_status', 'a status'],
  'language code': ['invalid_language', 'a language'],
} as const;

function notValid(value: string, what: keyof typeof NOT_VALID, span: Span): QueryError {
  const [code, wanted] = NOT_VALID[what];
  return problem(code, span, { value }, { found: foundInsteadOf(wanted, value) });
}

const PROBLEMS = {
  unexpected,
  tooComplex: (span: Span, hint: string) => problem('too_complex', span, null, { hint }),
  unknownPropertyType: (type: string, span: Span) => problem('unknown_property_type', span, { type }),
  unknownProperty: (property: string, span: Span) => problem('unknown_property', span, { property }),
  redactedUrns: (span: Span) => problem('redacted_urns', span, null),
  unsupportedContains: (property: string, span: Span) => problem('unsupported_contains', span, { property }),
  unsupportedComparison: (property: string, operator: Operator, span: Span) =>
    problem('unsupported_comparison', span, { property, operator }),
  unsupportedSetcheck: (property: string, operator: Operator, span: Span) =>
    problem('unsupported_setcheck', span, { property, operator }),
  invalidPartialName: (minimum: number, span: Span) =>
    problem('invalid_partial_name', span, { min_token_length: `${minimum}` }),
  invalidPartialUrn: (minimum: number, span: Span) =>
    problem('invalid_partial_urn', span, { min_value_length: `${minimum}` }),
  notNumber: (value: string, span: Span) =>
    problem('invalid_number', span, { value }, { found: foundInsteadOf('a number', value) }),
  notDate: (value: string, span: Span, style: DateStyle) =>
    problem('invalid_date', span, { value }, { found: foundInsteadOf('a date', value), example: DATE_EXAMPLES[style] }),
  notValid,
};

export type QueryProblems = typeof PROBLEMS;

/** A problem by its name, with what it is about. */
export const queryProblem = <Name extends keyof QueryProblems>(
  name: Name,
  ...given: Parameters<QueryProblems[Name]>
): QueryError => (PROBLEMS[name] as (...given: Parameters<QueryProblems[Name]>) => QueryError)(...given);
