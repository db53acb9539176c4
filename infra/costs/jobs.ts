import measured from '../../shared/domain/costs/measured.ts';
import { queuesAndFunctions, unitsPrice } from '../../shared/domain/costs/work.ts';

export interface JobCost {
  readonly what: string;
  readonly writeUnits: number;
  /** For a million contacts, in dollars. */
  readonly database: number;
  readonly queuesAndFunctions: number;
}

const CONTACTS = 1_000_000;

/** What jobs over a million contacts cost. */
export const jobCosts = (): JobCost[] =>
  measured.jobs.map(({ what, writeUnits, readUnits }) => ({
    what,
    writeUnits,
    database: CONTACTS * unitsPrice({ writeUnits, readUnits }),
    queuesAndFunctions: queuesAndFunctions(CONTACTS),
  }));
