import { describe, toInteger, toNumber, toText } from '../../template-values/convert.ts';
import { add, compare, type Decimal, divide, multiply, negate, subtract } from '../../template-values/decimal.ts';
import type { Env } from '../../template-values/env.ts';
import { EvaluationError } from '../../template-values/error.ts';
import { checkedSize, isFailure, propertyOf, type Value, valueKindOf } from '../../template-values/value.ts';
import { type Budget, readingSteps, spend } from './budget.ts';
import { type FunctionKind, stepsOf } from './library/function.ts';
import { FUNCTIONS } from './library/index.ts';
import { power } from './power.ts';
import type { Expression, ExpressionOperator } from './tokens.ts';

/** Where names get their values from. */
export interface Scope {
  readonly env: Env;
  readonly lookUp: (name: string) => Value | undefined;
  /** Shared by the whole run, because functions over arrays within functions over arrays multiply. */
  readonly budget: Budget;
}

/** The expression's value; a failure becomes an `error` value. Throws only TooCostlyError. */
export function evaluate(expression: Expression, scope: Scope): Value {
  try {
    return resolve(expression, scope);
  } catch (error) {
    if (error instanceof EvaluationError) return { kind: 'error', text: error.message };
    throw error;
  }
}

/** Throws `EvaluationError` when there is no value. */
function resolve(expression: Expression, scope: Scope): Value {
  spend(scope.budget, 1);
  switch (expression.type) {
    case 'literal':
      return expression.value;
    case 'name':
      return named(expression.name, scope);
    case 'property':
      return property(resolve(expression.of, scope), expression.key);
    case 'index':
      return indexed(resolve(expression.of, scope), resolve(expression.at, scope));
    case 'negate':
      return negate(toNumber(resolve(expression.operand, scope)));
    case 'binary':
      return binary(expression.operator, resolve(expression.left, scope), resolve(expression.right, scope), scope);
    case 'call':
      return call(expression, scope);
    case 'lambda':
      return {
        kind: 'function',
        name: null,
        call: (values) => resolve(expression.body, bound(expression.parameters, values, scope)),
      };
  }
}

/** The value of a name: a parameter, else the context's, else the function of that name. */
function named(name: string, scope: Scope): Value {
  const value = scope.lookUp(name);
  if (value !== undefined) return value;
  const kind = FUNCTIONS.get(name);
  if (kind === undefined) throw new EvaluationError(`context has no property '${name}'`);
  return { kind: 'function', name, call: (values) => applied(name, kind, values, scope) };
}

function property(container: Value, key: string): Value {
  if (container !== null && typeof container === 'object') {
    if (container.kind === 'array' && /^\d{1,9}$/.test(key)) return item(container.items, Number(key));
    if (container.kind === 'error') throw new EvaluationError(container.text);
    if (container.kind === 'object') {
      const value = propertyOf(container, key);
      if (value === undefined) throw new EvaluationError(`object has no property '${key}'`);
      return value;
    }
  }
  throw new EvaluationError(`${describe(container)} doesn't support lookups`);
}

/** In brackets, a key that an object has not is null. */
function indexed(container: Value, at: Value): Value {
  if (container !== null && typeof container === 'object') {
    if (container.kind === 'array') return item(container.items, toInteger(at));
    if (container.kind === 'object') return propertyOf(container, toText(at)) ?? null;
  }
  return property(container, toText(at));
}

/** Negative positions count from the end. */
function item(items: readonly Value[], index: number): Value {
  const value = items.at(index);
  if (value === undefined) throw new EvaluationError(`index ${index} out of range for ${items.length} items`);
  return value;
}

/** `=` and `!=` compare texts, all other comparisons numbers, as in TextIt. */
function binary(operator: ExpressionOperator, left: Value, right: Value, { budget }: Scope): Value {
  spend(budget, readingSteps(left, right));
  switch (operator) {
    case '&':
      return concatenated(toText(left), toText(right));
    case '=':
      return toText(left) === toText(right);
    case '!=':
      return toText(left) !== toText(right);
    default:
      return arithmetic(operator, toNumber(left), toNumber(right));
  }
}

function concatenated(left: string, right: string): string {
  checkedSize(left.length + right.length);
  return left + right;
}

function arithmetic(operator: Exclude<ExpressionOperator, '&' | '=' | '!='>, a: Decimal, b: Decimal): Value {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '/':
      return quotient(a, b);
    case '^':
      return power(a, b);
    case '<':
      return compare(a, b) < 0;
    case '<=':
      return compare(a, b) <= 0;
    case '>':
      return compare(a, b) > 0;
    case '>=':
      return compare(a, b) >= 0;
  }
}

function quotient(a: Decimal, b: Decimal): Decimal {
  const value = divide(a, b);
  if (value === null) throw new EvaluationError('division by zero');
  return value;
}

function call({ of, values }: Extract<Expression, { type: 'call' }>, scope: Scope): Value {
  const callee = resolve(of, scope);
  if (callee === null || typeof callee !== 'object' || callee.kind !== 'function') {
    throw new EvaluationError(`${of.type === 'name' ? of.name : valueKindOf(callee)} is not a function`);
  }
  // Failed arguments are passed as errors: `if`, `default` and `is_error` use them.
  return callee.call(values.map((value) => evaluate(value, scope)));
}

function applied(name: string, kind: FunctionKind, given: readonly Value[], scope: Scope): Value {
  const { least, most } = kind;
  if (given.length < least || given.length > most) {
    throw new EvaluationError(`error calling ${name}(...): need ${need(least, most)}, got ${given.length}`);
  }
  const failed = kind.takesErrors ? undefined : given.find(isFailure);
  if (failed !== undefined) throw new EvaluationError(failed.text);
  try {
    spend(scope.budget, stepsOf(kind, given));
    return kind.call(given, scope.env);
  } catch (error) {
    if (
      !(error instanceof EvaluationError) ||
      given.some((value) => isFailure(value) && value.text === error.message)
    ) {
      throw error;
    }
    throw new EvaluationError(`error calling ${name}(...): ${error.message}`);
  }
}

function need(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `at least ${least} argument(s)`;
  return least === most ? `${least} argument(s)` : `${least} to ${most} argument(s)`;
}

function bound(parameters: readonly string[], values: readonly Value[], scope: Scope): Scope {
  if (parameters.length !== values.length) {
    throw new EvaluationError(`function needs ${parameters.length} argument(s), got ${values.length}`);
  }
  const failed = values.find(isFailure);
  if (failed !== undefined) throw new EvaluationError(failed.text);
  const own = new Map(parameters.map((parameter, i) => [parameter, values[i] ?? null]));
  return { ...scope, lookUp: (name) => (own.has(name) ? own.get(name) : scope.lookUp(name)) };
}
