import type { Condition, Operator, Query, QueryNode, QueryProperty } from '../ast.ts';
import type { DateEnv } from '../env.ts';
import { conditionsOf } from '../inspect.ts';
import { valueTypeOf } from '../meaning/properties.ts';
import { type DayInstants, dayRange } from '../values/range.ts';
import { isRelativeDate } from '../values/relative.ts';
import { type CompileEnv, compileCondition, type Matcher } from './condition.ts';

/** A comparison with a day: `operator` compares the property's time with `start` to `end` (µs since 1970). */
export interface DateComparison extends DayInstants {
  readonly property: QueryProperty;
  readonly operator: Operator;
  /** Whether the day was counted back from today, so that it is another day tomorrow. */
  readonly relative: boolean;
}

/** A query that is prepared to be evaluated for many contacts. */
export interface CompiledQuery {
  /** Valid only on the day it was compiled: compile relative dates again when the workspace's day changes. */
  readonly matches: Matcher;
}

/** Prepares a query: dates, texts and words are worked out once, not for each contact (TextIt 5.10). */
export const compile = (query: Query, env: CompileEnv): CompiledQuery => ({ matches: compileNode(query.root, env) });

/** All comparisons with days in a query, from left to right. If one is relative, time alone can change the matches. */
export const dateComparisons = (query: Query, env: DateEnv): readonly DateComparison[] =>
  conditionsOf(query).flatMap((condition) => dateComparison(condition, env));

function compileNode(node: QueryNode, env: CompileEnv): Matcher {
  if (node.kind === 'condition') return compileCondition(node, env);
  const children = node.children.map((child) => compileNode(child, env));
  return node.operator === 'AND' ? all(children) : any(children);
}

/** Left to right, only as far as needed. */
const all =
  (matchers: readonly Matcher[]): Matcher =>
  (contact) => {
    for (const matches of matchers) if (!matches(contact)) return false;
    return true;
  };

const any =
  (matchers: readonly Matcher[]): Matcher =>
  (contact) => {
    for (const matches of matchers) if (matches(contact)) return true;
    return false;
  };

function dateComparison({ property, operator, value }: Condition, env: DateEnv): readonly DateComparison[] {
  const day = valueTypeOf(property) === 'datetime' ? dayRange(value, env) : null;
  return day ? [{ property, operator, ...day, relative: isRelativeDate(value) }] : [];
}
