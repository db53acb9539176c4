import type { Refusal } from '../../refusals/refusal.ts';
import { toText } from '../../template-values/convert.ts';
import { isFailure, type Value } from '../../template-values/value.ts';
import { findUnknown } from './check.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { EXPRESSION_NAMES } from './names.ts';
import { parseExpression } from './parse.ts';
import type { Expression } from './tokens.ts';
import { ExpressionSyntaxError } from './tokens.ts';

/** A piece of a template: literal text, or an expression with its source. */
type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'expression'; readonly source: string; readonly inside: string };

/** `contact.fields.age`: names and positions in any script, with single dots between; a last dot is a full stop. */
const PATH = /[\p{L}\p{Nd}_]+(?:\.[\p{L}\p{Nd}_]+)*/uy;

/** Characters of a template's output that TextIt keeps (8.2). */
const MAX_OUTPUT = 10_000;

type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'expression'; readonly source: string; readonly expression: Expression };

/** A prepared text: literal pieces and expressions, in order. */
export interface Template {
  readonly source: string;
  readonly parts: readonly Part[];
}

/** An expression without a value, and why. */
export interface ExpressionError {
  readonly expression: string;
  readonly text: string;
}

/** Prepares a template, and returns what can never run in it. Halves of surrogate pairs become U+FFFD. */
export function readTemplate(given: string): { readonly template: Template; readonly problems: readonly Refusal[] } {
  const source = given.toWellFormed();
  const problems: Refusal[] = [];
  const parts: Part[] = [];
  for (const piece of scan(source, EXPRESSION_NAMES)) {
    if (piece.type === 'text') parts.push(piece);
    else {
      const { expression, reason } = parsed(piece.inside);
      if (reason === null) problems.push(...findUnknown(expression, piece.source));
      else problems.push({ code: 'flow_expression', expression: piece.source, reason });
      parts.push({ type: 'expression', source: piece.source, expression });
    }
  }
  return { template: { source, parts }, problems };
}

/** What cannot be read is an error as its value, so that the rest of the template is read all the same. */
function parsed(source: string): { readonly expression: Expression; readonly reason: string | null } {
  try {
    return { expression: parseExpression(source), reason: null };
  } catch (error) {
    if (error instanceof ExpressionSyntaxError)
      return { expression: { type: 'literal', value: { kind: 'error', text: error.message } }, reason: error.message };
    throw error;
  }
}

/** The template's text. A failed expression adds nothing to it and is reported as an error. */
export function renderTemplate(
  template: Template,
  scope: Scope,
): { readonly text: string; readonly errors: readonly ExpressionError[] } {
  const errors: ExpressionError[] = [];
  const text = template.parts
    .map((part) => (part.type === 'text' ? part.text : rendered(evaluate(part.expression, scope), part.source, errors)))
    .join('');
  return { text: text.length > MAX_OUTPUT ? `${beginningOf(text, MAX_OUTPUT - 3)}...` : text, errors };
}

/** At most so many UTF-16 units of a text, without half a character at the end. */
const beginningOf = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');

function rendered(value: Value, expression: string, errors: ExpressionError[]): string {
  if (!isFailure(value)) return toText(value);
  errors.push({ expression, text: value.text });
  return '';
}

/** The value of a template: that of its single expression, or else its text. */
export function evaluateTemplate(
  template: Template,
  scope: Scope,
): { readonly value: Value; readonly errors: readonly ExpressionError[] } {
  const [only, ...others] = template.parts;
  if (only?.type !== 'expression' || others.length > 0) {
    const { text, errors } = renderTemplate(template, scope);
    return { value: text, errors };
  }
  const value = evaluate(only.expression, scope);
  return { value, errors: isFailure(value) ? [{ expression: only.source, text: value.text }] : [] };
}

/**
 * Splits a template (TextIt 8.10): `@path` when its first name is in `names`, `@(expression)`, `@@` for `@`. Everything
 * else is text, also the e-mail address `ann@example.org`, and all from a bracket on that is not closed.
 */
function scan(template: string, names: ReadonlySet<string>): readonly Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  const expression = (source: string, inside: string) => {
    if (text !== '') pieces.push({ type: 'text', text });
    pieces.push({ type: 'expression', source, inside });
    text = '';
  };
  while (at < template.length) {
    const next = template.indexOf('@', at);
    text += template.slice(at, next < 0 ? template.length : next);
    if (next < 0) break;
    const inside = bracketed(template, next + 1);
    if (inside === null && template[next + 1] === '(')
      return [...pieces, { type: 'text', text: text + template.slice(next) }];
    const path = inside === null ? pathAt(template, next + 1, names) : null;
    if (inside !== null) expression(`@(${inside})`, inside);
    else if (path !== null) expression(`@${path}`, path);
    else text += '@';
    const doubled = template[next + 1] === '@';
    at = next + 1 + (inside !== null ? inside.length + 2 : (path?.length ?? Number(doubled)));
  }
  if (text !== '') pieces.push({ type: 'text', text });
  return pieces;
}

function pathAt(template: string, start: number, names: ReadonlySet<string>): string | null {
  PATH.lastIndex = start;
  const path = PATH.exec(template)?.[0] ?? null;
  const [name = ''] = path?.toLowerCase().split('.') ?? [];
  return names.has(name) ? path : null;
}

/** The text between `(` here and its `)`, ignoring brackets in quotes; null when there is no such pair. */
function bracketed(template: string, start: number): string | null {
  if (template[start] !== '(') return null;
  let depth = 0;
  let quoted = false;
  for (let i = start; i < template.length; i++) {
    const character = template[i];
    if (quoted && character === '\\') i += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '(') depth += 1;
    else if (!quoted && character === ')' && --depth === 0) return template.slice(start + 1, i);
  }
  return null;
}
