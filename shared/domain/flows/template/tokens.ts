import { errorNamed } from '../../../query/error-named.ts';
import { unquote } from '../../../query/syntax/strings.ts';
import type { Value } from '../../template-values/value.ts';

export const OPERATORS = ['^', '*', '/', '+', '-', '&', '<', '<=', '>', '>=', '=', '!='] as const;
export type ExpressionOperator = (typeof OPERATORS)[number];

/** A parsed expression. Names and keys are in lower case, because the language ignores case. */
export type Expression =
  | { readonly type: 'literal'; readonly value: Value }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'property'; readonly of: Expression; readonly key: string }
  | { readonly type: 'index'; readonly of: Expression; readonly at: Expression }
  | { readonly type: 'call'; readonly of: Expression; readonly values: readonly Expression[] }
  | { readonly type: 'negate'; readonly operand: Expression }
  | {
      readonly type: 'binary';
      readonly operator: ExpressionOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: 'lambda'; readonly parameters: readonly string[]; readonly body: Expression };

export type ExpressionToken =
  | { readonly type: 'number' | 'text' | 'name'; readonly text: string; readonly at: number }
  | { readonly type: 'operator'; readonly text: ExpressionOperator; readonly at: number }
  | { readonly type: 'mark'; readonly text: '(' | ')' | '[' | ']' | ',' | '.' | '=>'; readonly at: number }
  | { readonly type: 'end'; readonly text: ''; readonly at: number };

/** The expression breaks the grammar. `message` is for the person who wrote it. */
export class ExpressionSyntaxError extends errorNamed('ExpressionSyntaxError') {}

const TOKEN =
  /\s+|(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*")|([\p{L}_][\p{L}\p{M}\p{N}_]*)|(=>|[()[\],.])|(<=|>=|!=|[-+*/^&<>=])/iuy;

/** Splits an expression; throws `ExpressionSyntaxError` at an unknown character. */
export function tokenizeExpression(source: string): readonly ExpressionToken[] {
  const tokens: ExpressionToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new ExpressionSyntaxError(`unexpected ${JSON.stringify(source[at])} at position ${at + 1}`);
    const token = tokenOf(match, at);
    if (token !== null) tokens.push(token);
  }
  tokens.push({ type: 'end', text: '', at: source.length });
  return tokens;
}

/** Groups have numbers in `TOKEN`: with names, half of the time of reading a template went into objects of them. */
function tokenOf([, number, text, name, mark, operator]: RegExpExecArray, at: number): ExpressionToken | null {
  if (number !== undefined) return { type: 'number', text: number, at };
  if (text !== undefined) return { type: 'text', text: unquote(text), at };
  if (name !== undefined) return { type: 'name', text: name.toLowerCase(), at };
  if (isMark(mark)) return { type: 'mark', text: mark, at };
  if (isOperator(operator)) return { type: 'operator', text: operator, at };
  return null;
}

const MARKS = ['(', ')', '[', ']', ',', '.', '=>'] as const;
const isMark = (text: string | undefined): text is (typeof MARKS)[number] => MARKS.some((mark) => mark === text);
const isOperator = (text: string | undefined): text is ExpressionOperator =>
  OPERATORS.some((operator) => operator === text);
