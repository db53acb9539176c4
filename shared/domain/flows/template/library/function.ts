import type { Env } from '../env.ts';
import type { Value } from '../value.ts';

/** A function of the expression language: throws `EvaluationError` when it cannot give a value. */
export interface FunctionKind {
  readonly least: number;
  readonly most: number;
  readonly call: (values: readonly Value[], env: Env) => Value;
  /** Arguments may be errors; without this the first one is the function's own error. */
  readonly takesErrors: boolean;
}

/** A function that takes from `least` to `most` arguments. */
export const fn = (least: number, most: number, call: FunctionKind['call']): FunctionKind => ({
  least,
  most,
  call,
  takesErrors: false,
});

/** A function that knows what to do with arguments that failed. */
export const lenient = (least: number, most: number, call: FunctionKind['call']): FunctionKind => ({
  ...fn(least, most, call),
  takesErrors: true,
});

export const MANY = Number.POSITIVE_INFINITY;

/** An argument that may be missing is null. */
export const at = (values: readonly Value[], index: number): Value => values[index] ?? null;
