import { EvaluationError } from '../error.ts';

/** Patterns come from whoever edits flows; this bounds how long one may be. */
const MAX_PATTERN = 1_000;

/** Nested repetition (`(a+)+`) takes exponential time in JavaScript and linear time in TextIt's engine: refused. */
const NESTED_REPETITION = /\((?:[^()\\]|\\.)*(?:[*+]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[*+]|\{\d+,\d*\})/u;

/** A pattern as TextIt matches it: whatever the case, `^` and `$` at every line. Throws `EvaluationError`. */
export function readPattern(source: string): RegExp {
  if (source.length > MAX_PATTERN || NESTED_REPETITION.test(source)) {
    throw new EvaluationError('regular expression is too complex');
  }
  // TextIt's engine writes one-letter classes without braces and may start with flags.
  const pattern = source.replace(/^\(\?[ims]+\)/u, '').replace(/\\([pP])([A-Z])/gu, '\\$1{$2}');
  try {
    return new RegExp(pattern, 'imu');
  } catch (error) {
    if (error instanceof SyntaxError) throw new EvaluationError('invalid regular expression');
    throw error;
  }
}
