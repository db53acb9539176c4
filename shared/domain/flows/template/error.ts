/** An expression has no value, and why. `evaluate` turns it into a value of its own, since some functions have a use for it. */
export class EvaluationError extends Error {}
