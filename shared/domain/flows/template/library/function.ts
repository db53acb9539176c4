import type { Env } from '../../../template-values/env.ts';
import type { Value } from '../../../template-values/value.ts';
import { readingSteps } from '../budget.ts';

/** A function of the expression language: throws `EvaluationError` when it cannot give a value. */
export interface FunctionKind {
  readonly least: number;
  readonly most: number;
  readonly call: (values: readonly Value[], env: Env) => Value;
  /** Steps of a call, if it costs more than reading the arguments once. */
  readonly steps?: (values: readonly Value[]) => number;
  /** Accepts errors as arguments; without this, the first error is the function's result. */
  readonly takesErrors: boolean;
}

/** A function that takes from `least` to `most` arguments. */
export const fn = (least: number, most: number, call: FunctionKind['call']): FunctionKind => ({
  least,
  most,
  call,
  takesErrors: false,
});

/** A function that costs more than reading its arguments. */
export const meteredFn = (
  steps: (values: readonly Value[]) => number,
  least: number,
  most: number,
  call: FunctionKind['call'],
): FunctionKind => ({ ...fn(least, most, call), steps });

/** A function that accepts failed arguments. */
export const lenient = (least: number, most: number, call: FunctionKind['call']): FunctionKind => ({
  ...fn(least, most, call),
  takesErrors: true,
});

/** Steps that a call takes from a run's budget. */
export const stepsOf = (
  { steps = (values) => readingSteps(...values) }: FunctionKind,
  values: readonly Value[],
): number => steps(values);

export const MANY = Number.POSITIVE_INFINITY;

/** A missing argument is null. */
export const at = (values: readonly Value[], index: number): Value => values[index] ?? null;
