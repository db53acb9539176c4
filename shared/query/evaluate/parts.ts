import type { Condition, Query, QueryNode } from '../ast.ts';
import { valueTypeOf } from '../meaning/properties.ts';
import { parseNumber } from '../values/number.ts';
import { dayRange } from '../values/range.ts';
import { type CompileEnv, compileCondition, type Matcher } from './condition.ts';

/** A condition that is prepared, and how its answer depends on the value. */
export interface ConditionPart {
  readonly kind: 'condition';
  readonly condition: Condition;
  readonly matches: Matcher;
  /**
   * Of a date, two edges: all times before the first meet the condition or none does, so all between them, and all from
   * the second on. Of a number, one: all below it, and all above; a number equal to it must be asked. None: all values.
   */
  readonly edges: readonly number[];
}

export type QueryPart =
  | ConditionPart
  | { readonly kind: 'combination'; readonly operator: 'AND' | 'OR'; readonly children: readonly QueryPart[] };

/** Prepares a query for whoever asks many contacts one condition after the other; `compile` asks one contact all. */
export const compileParts = ({ root }: Query, env: CompileEnv): QueryPart => partOf(root, env);

function partOf(node: QueryNode, env: CompileEnv): QueryPart {
  if (node.kind === 'condition')
    return { kind: 'condition', condition: node, matches: compileCondition(node, env), edges: edgesOf(node, env) };
  return {
    kind: 'combination',
    operator: node.operator,
    children: node.children.map((child) => partOf(child, env)),
  };
}

function edgesOf({ property, value }: Condition, env: CompileEnv): readonly number[] {
  switch (valueTypeOf(property)) {
    case 'number': {
      const number = parseNumber(value);
      return number === null ? [] : [Number(number)];
    }
    case 'datetime': {
      const day = dayRange(value, env);
      return day === null ? [] : [day.start, day.end];
    }
    case 'text':
      return [];
  }
}
