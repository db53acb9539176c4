/** `npm run costs`: the tables of docs/costs-and-limits.md, from the templates, measured units and dated prices. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { costTables } from '../infra/costs/tables.ts';
import { keptAssembly } from '../infra/local/assembly/assembly-cache.ts';
import { runCommand } from './command-line.ts';

await runCommand(async () => {
  const assembly = await keptAssembly();
  const templates = ['DormouseData', 'DormouseService'].map((name) =>
    JSON.parse(readFileSync(join(assembly, `${name}.template.json`), 'utf8')),
  );
  console.log(costTables(templates));
});
