/** `npm run costs -- --help` says what it does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monthTable, type Usage } from '../infra/costs/month.ts';
import { costTables } from '../infra/costs/tables.ts';
import { keptAssembly } from '../infra/local/assembly/assembly-cache.ts';
import { runCommand, wholeNumber } from './command-line.ts';

const HELP = `npm run costs -- [options]

Without options it prints the tables of docs/costs-and-limits.md: what jobs over a million contacts cost, and an idle
month. With any of these it prints the bill of a month, by service, and what other products charge for the same:

  --contacts <number>  contacts in the workspace (0)
  --messages <number>  incoming messages (0)
  --searches <number>  searches (0)
  --help               this text`;

const number = { type: 'string' } as const;
const options = { contacts: number, messages: number, searches: number } as const;

await runCommand({ help: HELP, options }, async (given) => {
  const read = (name: keyof Usage) => wholeNumber(name, given[name] ?? '0', 0);
  const usage = { contacts: read('contacts'), messages: read('messages'), searches: read('searches') };
  const assembly = await keptAssembly();
  const templates = ['DormouseData', 'DormouseService'].map((name) =>
    JSON.parse(readFileSync(join(assembly, `${name}.template.json`), 'utf8')),
  );
  console.log(Object.keys(given).length === 0 ? costTables(templates) : monthTable(usage, templates));
});
