import { queryHint } from '#query-words';
import type { Operator, Span } from './ast.ts';
import type { QueryErrorCode } from './error-code.ts';

/** Why a query was refused. `code`, `message` and `extra` are TextIt's (5.6); `hint` helps the person who types. */
export interface QueryError extends Span {
  readonly code: QueryErrorCode;
  readonly message: string;
  readonly extra: Readonly<Record<string, string>> | null;
  /** What was found, and what to try instead. */
  readonly hint: string;
}

/** Carries a `QueryError` out of the reader; `parseQuery` turns it into a value. */
export class QueryFailure extends Error {
  readonly error: QueryError;

  constructor(error: QueryError) {
    super(error.message);
    this.error = error;
  }
}

const failure = (
  code: QueryErrorCode,
  message: string,
  extra: QueryError['extra'],
  { start, end }: Span,
  hint: string = queryHint(code, extra),
): QueryFailure => new QueryFailure({ code, message, extra, start, end, hint });

export const syntaxError = (message: string, span: Span, hint: string): QueryFailure =>
  failure('syntax', message, null, span, hint);

export const tooComplex = (span: Span, hint: string): QueryFailure =>
  failure('too_complex', 'query is too complex', null, span, hint);

export const unknownPropertyType = (type: string, span: Span): QueryFailure =>
  failure('unknown_property_type', `unknown property type '${type}'`, { type }, span);

export const unknownProperty = (property: string, span: Span): QueryFailure =>
  failure('unknown_property', `can't resolve '${property}' to attribute, scheme or field`, { property }, span);

export const redactedUrns = (span: Span): QueryFailure =>
  failure('redacted_urns', 'cannot query on redacted URNs', null, span);

export const unsupportedContains = (property: string, span: Span): QueryFailure =>
  failure('unsupported_contains', 'contains conditions can only be used with name or URN values', { property }, span);

export const unsupportedComparison = (property: string, operator: Operator, span: Span): QueryFailure =>
  failure(
    'unsupported_comparison',
    `comparisons with ${operator} can only be used with date and number fields`,
    { property, operator },
    span,
  );

export const unsupportedSetcheck = (property: string, operator: Operator, span: Span): QueryFailure =>
  failure('unsupported_setcheck', `can't check whether '${property}' is set or not set`, { property, operator }, span);

export const invalidPartialName = (minimum: number, span: Span): QueryFailure =>
  failure(
    'invalid_partial_name',
    `contains operator on name requires token of minimum length ${minimum}`,
    { min_token_length: `${minimum}` },
    span,
  );

export const invalidPartialUrn = (minimum: number, span: Span): QueryFailure =>
  failure(
    'invalid_partial_urn',
    `contains operator on URN requires value of minimum length ${minimum}`,
    { min_value_length: `${minimum}` },
    span,
  );

const NOT_CONVERTED = { number: 'invalid_number', date: 'invalid_date' } as const;

export const notConverted = (value: string, to: 'number' | 'date', span: Span, hint: string): QueryFailure =>
  failure(NOT_CONVERTED[to], `can't convert '${value}' to a ${to}`, { value }, span, hint);

const NOT_VALID = {
  'group name': 'invalid_group',
  'flow name': 'invalid_flow',
  'contact status': 'invalid_status',
  'language code': 'invalid_language',
} as const;

export const notValid = (value: string, what: keyof typeof NOT_VALID, span: Span, hint: string): QueryFailure =>
  failure(NOT_VALID[what], `'${value}' is not a valid ${what}`, { value }, span, hint);
