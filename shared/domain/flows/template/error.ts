/** Why an expression has no value. `evaluate` turns it into a value, since some functions take errors. */
export class EvaluationError extends Error {}
