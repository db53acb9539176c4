/**
 * The contact query language (TextIt's contactql): reads, prints and evaluates queries.
 *
 *     text ─tokenize→ tokens ─parse→ syntax tree ─read (look up, check, simplify)→ Query
 *     Query ─compile→ matches(contact)          Query ─printQuery→ normal form
 *
 * Pure: the workspace and the time come in as `QueryEnv`. It extends TextIt's language by dates counted back from today
 * (`last_seen_on < -90d`), and by attributes that only this service's contacts have.
 */
import type { Query, QueryNode, Span } from './ast.ts';
import type { QueryEnv } from './env.ts';
import { QueryFailure } from './errors.ts';
import { checked, phoneCondition, readTree } from './meaning/read.ts';
import type { QueryError } from './problems.ts';
import { checkText, checkTree } from './syntax/complexity.ts';
import { tokenize } from './syntax/lexer.ts';
import { parseTokens } from './syntax/parser.ts';

export type { Condition, Query, QueryNode, QueryProperty } from './ast.ts';
export type { DateEnv, FieldType, NamedAsset, QueryEnv } from './env.ts';
export { type CompiledQuery, compile, type DateComparison, dateComparisons } from './evaluate/compile.ts';
export type { CompileEnv } from './evaluate/condition.ts';
export type { QueryContact, QueryFieldValue } from './evaluate/contact.ts';
export { type ConditionPart, compileParts, type QueryPart } from './evaluate/parts.ts';
export { foldText } from './evaluate/tests.ts';
export { textValues } from './evaluate/values.ts';
export { conditionsOf, dependencies, type Inspection, inspect } from './inspect.ts';
export { maskQuery, withoutLeftOut } from './mask.ts';
export type { ValueType } from './meaning/attributes.ts';
export { nameTokens } from './meaning/names.ts';
export { valueTypeOf } from './meaning/properties.ts';
export { printProperty, printQuery, printValue } from './print.ts';
export type { QueryError, QueryErrorCode } from './problems.ts';
export { tokenize } from './syntax/lexer.ts';
export type { DateStyle } from './values/civil.ts';
export { parseDate } from './values/date.ts';
export { parseNumber } from './values/number.ts';
export { plainText } from './values/plain-text.ts';
export { type DayInstants, dayRange } from './values/range.ts';

type QueryResult = { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly error: QueryError };

/** Reads a query as a person typed it. An error is returned as a value, with its position. */
export function parseQuery(text: string, env: QueryEnv): QueryResult {
  try {
    return { ok: true, query: { root: readText(text, env) } };
  } catch (error) {
    if (error instanceof QueryFailure) return { ok: false, error: error.error };
    throw error;
  }
}

function readText(text: string, env: QueryEnv): QueryNode {
  const span = trimmedSpan(text);
  checkText(text, span);
  const phone = readPhone(text, span, env);
  if (phone) return phone;
  const tree = parseTokens(tokenize(text, span.start, span.end));
  checkTree(tree);
  return readTree(tree, env);
}

function trimmedSpan(text: string): Span {
  const start = text.length - text.trimStart().length;
  return { start, end: Math.max(start, text.trimEnd().length) };
}

const PHONE = /^\+?[\d .\-()]{5,}$/;

/** Reads a query that is one phone number before its brackets and dashes can mean anything else (TextIt 5.1). */
function readPhone(text: string, span: Span, env: QueryEnv): QueryNode | null {
  const trimmed = text.slice(span.start, span.end);
  if (env.redactUrns || !env.parsePhone || !PHONE.test(trimmed)) return null;
  const e164 = env.parsePhone(trimmed);
  return e164 === null ? null : checked(phoneCondition(e164, { text: trimmed, ...span }), env);
}
