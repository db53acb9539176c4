/** `npm run costs -- --help` says what it does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { monthTable, type Usage } from '../infra/costs/month.ts';
import { costTables } from '../infra/costs/tables.ts';
import { keptAssembly } from '../infra/local/assembly/assembly-cache.ts';
import { runWith, wholeNumber } from './command-line.ts';

const HELP = `npm run costs -- [options]

Without options it prints the tables of docs/costs-and-limits.md: what jobs over a million contacts cost, and an idle
month. With any of these it prints the bill of a month, by service, and what other products charge for the same:

  --contacts <number>  contacts in the workspace (0)
  --messages <number>  incoming messages (0)
  --searches <number>  searches (0)
  --help               this text`;

/** Null for help; without a month, `usage` is null. */
function readOptions(args: readonly string[]): { readonly usage: Usage | null } | null {
  const number = { type: 'string' } as const;
  const options = { contacts: number, messages: number, searches: number, help: { type: 'boolean' } } as const;
  const { help, ...given } = parseArgs({ args: [...args], options }).values;
  if (help) return null;
  const read = (name: keyof Usage) => wholeNumber(name, given[name] ?? '0', 0);
  if (Object.keys(given).length === 0) return { usage: null };
  return { usage: { contacts: read('contacts'), messages: read('messages'), searches: read('searches') } };
}

await runWith(HELP, readOptions, async ({ usage }) => {
  const assembly = await keptAssembly();
  const templates = ['DormouseData', 'DormouseService'].map((name) =>
    JSON.parse(readFileSync(join(assembly, `${name}.template.json`), 'utf8')),
  );
  console.log(usage === null ? costTables(templates) : monthTable(usage, templates));
});
