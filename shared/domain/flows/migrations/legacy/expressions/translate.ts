import { formatDecimal } from '../../../template/decimal.ts';
import type { Expression } from '../../../template/expression.ts';
import { parseExpressionTokens } from '../../../template/parse.ts';
import { ExpressionSyntaxError } from '../../../template/tokens.ts';
import { DATE_FUNCTIONS } from './date-functions.ts';
import { compared, plus } from './dates.ts';
import type { LegacyFunction } from './function.ts';
import { type ResultNames, translatePath } from './names.ts';
import { NUMBER_FUNCTIONS } from './number-functions.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';
import { tokenizeLegacy } from './tokens.ts';
import {
  atom,
  attempt,
  chain,
  datesAsText,
  LEVELS,
  negated,
  quoted,
  type Translated,
  UntranslatableError,
} from './translated.ts';

const FUNCTIONS: ReadonlyMap<string, LegacyFunction> = new Map(
  Object.entries({ ...TEXT_FUNCTIONS, ...NUMBER_FUNCTIONS, ...DATE_FUNCTIONS }),
);

export const isLegacyFunction = (name: string): boolean => FUNCTIONS.has(name.toLowerCase());

/** The inside of `@(…)` in the present language; null when it has no equal there. */
export function translateExpression(source: string, results: ResultNames): Translated | 'unreadable' | null {
  try {
    const expression = parseExpressionTokens(tokenizeLegacy(source));
    return attempt(() => translated(expression, results));
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return 'unreadable';
    throw error;
  }
}

/** `NAME(value, …)` in the present language; null when it has no equal there. */
export function translateCall(name: string, values: readonly Translated[]): Translated | null {
  const known = FUNCTIONS.get(name.toLowerCase());
  if (known === undefined || values.length < known.least || values.length > known.most) return null;
  return known.translate(...values);
}

function translated(expression: Expression, results: ResultNames): Translated {
  const inner = (one: Expression) => translated(one, results);
  switch (expression.type) {
    case 'literal':
      return literal(expression.value);
    case 'name':
    case 'property':
      return translatePath(keysOf(expression), results) ?? untranslatable();
    case 'negate':
      return negated(inner(expression.operand));
    case 'binary':
      return binary(expression.operator, inner(expression.left), inner(expression.right));
    case 'call':
      return called(expression, results);
    case 'index':
    case 'lambda':
      return untranslatable();
  }
}

function untranslatable(): never {
  throw new UntranslatableError();
}

function literal(value: Extract<Expression, { type: 'literal' }>['value']): Translated {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return atom(String(value), 'boolean');
  if (value === null || value.kind !== 'number') return untranslatable();
  return atom(formatDecimal(value), 'number');
}

function keysOf(expression: Expression): readonly string[] {
  if (expression.type === 'name') return [expression.name];
  return expression.type === 'property' ? [...keysOf(expression.of), expression.key] : untranslatable();
}

function called({ of, values }: Extract<Expression, { type: 'call' }>, results: ResultNames): Translated {
  // `TRUE()` and `FALSE()`.
  if (of.type === 'literal' && typeof of.value === 'boolean' && values.length === 0) return literal(of.value);
  if (of.type !== 'name') return untranslatable();
  return (
    translateCall(
      of.name,
      values.map((value) => translated(value, results)),
    ) ?? untranslatable()
  );
}

function binary(operator: string, left: Translated, right: Translated): Translated {
  switch (operator) {
    case '+':
    case '-':
      return plus(operator, left, right);
    case '&':
      return chain(operator, LEVELS['&'], 'text', [datesAsText(left), datesAsText(right)]);
    case '*':
    case '/':
      return chain(operator, LEVELS['*'], 'number', [left, right]);
    case '^':
      return chain(operator, LEVELS['^'], 'number', [left, right]);
    default:
      return compared(operator, left, right);
  }
}
