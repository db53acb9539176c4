import type { Refusal } from '../../refusals/refusal.ts';
import { findUnknown } from './check.ts';
import { toText } from './convert.ts';
import { evaluate, type Scope } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { EXPRESSION_NAMES } from './names.ts';
import { parseExpression } from './parse.ts';
import { scan } from './scan.ts';
import { ExpressionSyntaxError } from './tokens.ts';
import { isFailure, type Value } from './value.ts';

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
      const expression = parsed(piece.inside);
      if (typeof expression === 'string')
        problems.push({ code: 'flow_expression', expression: piece.source, reason: expression });
      else {
        problems.push(...findUnknown(expression, piece.source));
        parts.push({ type: 'expression', source: piece.source, expression });
      }
    }
  }
  return { template: { source, parts }, problems };
}

function parsed(source: string): Expression | string {
  try {
    return parseExpression(source);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return error.message;
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
