/**
 * The contact query language (TextIt's contactql): text to query, query to text, and the evaluation of a query for a contact.
 *
 *     text ──tokenize──▶ tokens ──parse──▶ syntax tree ──read (look up, check, simplify)──▶ Query ──compile──▶ matches(contact)
 *                                                                                            └─printQuery──▶ normal form
 *
 * Pure: no clock, no input or output; the workspace comes in as `QueryEnv`. Extensions to TextIt's language: dates counted
 * back from today (`last_seen_on < -90d`), and attributes that the workspace's contacts have beside TextIt's.
 */
import type { Query, QueryNode, Span } from './ast.ts';
import type { QueryEnv } from './env.ts';
import { type QueryError, QueryFailure } from './errors.ts';
import { phoneCondition } from './meaning/implicit.ts';
import { checked, readTree } from './meaning/read.ts';
import { checkText, checkTree } from './syntax/complexity.ts';
import { tokenize } from './syntax/lexer.ts';
import { parseTokens } from './syntax/parser.ts';

export type { Condition, Query, QueryNode } from './ast.ts';
export type { DateEnv, FieldType, NamedAsset, QueryEnv } from './env.ts';
export type { QueryError, QueryErrorCode } from './errors.ts';
export { type CompiledQuery, compile, type DateComparison, dateComparisons } from './evaluate/compile.ts';
export type { CompileEnv } from './evaluate/condition.ts';
export type { QueryContact, QueryFieldValue } from './evaluate/contact.ts';
export { conditionsOf, dependencies, type Inspection, inspect } from './inspect.ts';
export { maskQuery } from './mask.ts';
export type { ValueType } from './meaning/attributes.ts';
export { printProperty, printQuery, printValue } from './print.ts';
export { tokenize } from './syntax/lexer.ts';

type QueryResult = { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly error: QueryError };

/** Reads a query as a person typed it, in a workspace. What is wrong with it comes back as a value with its place. */
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

/** A whole query that is one phone number is taken as that number, before brackets and dashes could mean anything else (TextIt 5.1). */
function readPhone(text: string, span: Span, env: QueryEnv): QueryNode | null {
  const trimmed = text.slice(span.start, span.end);
  if (env.redactUrns || !env.parsePhone || !PHONE.test(trimmed)) return null;
  const e164 = env.parsePhone(trimmed);
  return e164 === null ? null : checked(phoneCondition(e164, { text: trimmed, ...span }), env);
}
