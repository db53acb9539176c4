import type { Refusal } from '../../../refusals/refusal.ts';

/** A definition that cannot be migrated, and why. */
export class RefusedError extends Error {
  readonly why: Refusal;

  constructor(why: Refusal) {
    super(why.code);
    this.why = why;
  }
}
