import { errorNamed } from '../../../query/error-named.ts';
import { sizeOf, type Value } from '../../template-values/value.ts';

/** The work that one contact's run may still do, in steps. */
export interface Budget {
  left: number;
}

/**
 * Steps of one run: each evaluated expression is one, and so are 16 characters that a function reads. A usual flow
 * takes some hundreds. All of them take about a tenth of a second, so no flow holds up other contacts.
 */
const STEPS = 200_000;
const CHARACTERS_PER_STEP = 16;

export const newBudget = (): Budget => ({ left: STEPS });

/** A run took more work than it may: it fails, and its contact stays as it was. */
export class TooCostlyError extends errorNamed('TooCostlyError') {
  constructor() {
    super('The run takes too much work');
  }
}

/** Takes steps off the budget; throws TooCostlyError when none are left. */
export function spend(budget: Budget, steps: number): void {
  budget.left -= steps;
  if (budget.left < 0) throw new TooCostlyError();
}

/** The steps of reading values once. */
export const readingSteps = (...values: readonly Value[]): number =>
  Math.ceil(values.reduce((sum: number, value) => sum + sizeOf(value), 0) / CHARACTERS_PER_STEP);
