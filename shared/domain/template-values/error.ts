/**
 * Why an expression has no value. `evaluate` turns it into a value, since some functions take errors. It is no `Error`:
 * nobody reads its stack, and to record one took a quarter of a session's time (ADR 105).
 */
export class EvaluationError {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}
