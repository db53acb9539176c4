import measured from '../../shared/domain/costs/measured.ts';
import { importWorkPrice, queuesAndFunctions, unitsPrice } from '../../shared/domain/costs/work.ts';

interface JobCost {
  readonly what: string;
  readonly writeUnits: number;
  /** For a million contacts, in dollars. */
  readonly database: number;
  readonly queuesAndFunctions: number;
}

const CONTACTS = 1_000_000;

/** The cost of jobs over a million contacts, and of importing them. */
export const jobCosts = (): JobCost[] => [
  ...measured.jobs.map((job) => ({ ...costOf(job), queuesAndFunctions: queuesAndFunctions(CONTACTS) })),
  { ...costOf(measured.imports), queuesAndFunctions: importWorkPrice(CONTACTS) },
];

const costOf = ({ what, writeUnits, readUnits }: (typeof measured.jobs)[number]) => ({
  what,
  writeUnits,
  database: CONTACTS * unitsPrice({ writeUnits, readUnits }),
});
