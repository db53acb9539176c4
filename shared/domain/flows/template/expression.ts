import type { Value } from './value.ts';

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
