import measured from '../../shared/domain/costs/measured.ts';
import prices from '../../shared/domain/costs/prices.ts';
import { type JobWork, unitsPrice, workPrice } from '../../shared/domain/costs/work.ts';
import { idleCosts, type Template } from './idle-costs.ts';

export const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export const dollars = (amount: number): string => amount.toFixed(2);

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

/** What an idle month costs, without and with the free tier; the last line is the sum. */
export function idleTable(templates: readonly Template[]) {
  const free = idleCosts(templates, true);
  const lines = idleCosts(templates).map(({ what, dollars: alone }, index) => ({
    what,
    alone,
    free: free[index]?.dollars ?? 0,
  }));
  const sum = (key: 'alone' | 'free') => lines.reduce((total, line) => total + line[key], 0);
  return [...lines, { what: '**together**', alone: sum('alone'), free: sum('free') }];
}

/** The tables of costs in docs/costs-and-limits.md, as Markdown. */
export function costTables(templates: readonly Template[]): string {
  const idle = idleTable(templates);
  return [
    `On-demand prices of ${prices.region}, ${prices.date}, without the free tier.`,
    '',
    row('for a million contacts', 'write units a contact', 'database, $', 'queues, functions and files, $'),
    row('---', '---', '---', '---'),
    ...jobCosts().map(({ what, writeUnits, database, queuesAndFunctions }) =>
      row(what, String(writeUnits), dollars(database), dollars(queuesAndFunctions)),
    ),
    '',
    row('a month in which nothing happens', '$', "$ with AWS's free tier"),
    row('---', '---', '---'),
    ...idle.map(({ what, alone, free }) => row(what, dollars(alone), dollars(free))),
  ].join('\n');
}
