import prices from '../../shared/domain/costs/prices.ts';
import { type IdleCost, idleCosts, type Template } from './idle-costs.ts';
import { jobCosts } from './jobs.ts';

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const dollars = (amount: number): string => amount.toFixed(2);

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
