import measured from '../../shared/domain/costs/measured.ts';
import prices from '../../shared/domain/costs/prices.ts';
import { type JobWork, unitsPrice, workPrice } from '../../shared/domain/costs/work.ts';
import { type IdleCost, idleCosts, type Template } from './idle-costs.ts';
import { dollars, row } from './markdown.ts';

interface JobCost {
  readonly what: string;
  readonly writeUnits: number;
  /** For a million contacts, in dollars. */
  readonly database: number;
  readonly queuesAndFunctions: number;
}

const CONTACTS = 1_000_000;

/** The cost of jobs over a million contacts, and of importing them. */
const jobCosts = (): JobCost[] => [
  ...measured.jobs.map((job) => costOf(job, 'tables')),
  costOf(measured.imports, 'import'),
];

const costOf = ({ what, writeUnits, readUnits }: (typeof measured.jobs)[number], on: JobWork['on']): JobCost => ({
  what,
  writeUnits,
  database: CONTACTS * unitsPrice({ writeUnits, readUnits }),
  queuesAndFunctions: workPrice({
    contacts: CONTACTS,
    slices: CONTACTS / measured.contactsInASlice,
    writeUnits: CONTACTS * writeUnits,
    on,
  }),
});

/** The tables of costs in docs/costs-and-limits.md, as Markdown. */
export function costTables(templates: readonly Template[]): string {
  const idle = idleCosts(templates);
  const total: IdleCost = { what: '**together**', dollars: idle.reduce((sum, line) => sum + line.dollars, 0) };
  return [
    `On-demand prices of ${prices.region}, ${prices.date}, without the free tier.`,
    '',
    row('for a million contacts', 'write units a contact', 'database, $', 'queues, functions and files, $'),
    row('---', '---', '---', '---'),
    ...jobCosts().map(({ what, writeUnits, database, queuesAndFunctions }) =>
      row(what, String(writeUnits), dollars(database), dollars(queuesAndFunctions)),
    ),
    '',
    row('a month in which nothing happens', '$'),
    row('---', '---'),
    ...[...idle, total].map(({ what, dollars: amount }) => row(what, dollars(amount))),
  ].join('\n');
}
