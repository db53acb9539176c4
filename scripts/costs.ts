/** `npm run costs`: the README's tables of costs, from the synthesised templates, measured units and the prices with their date. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { costTables } from '../infra/costs/tables.ts';
import { keptAssembly } from '../infra/local/assembly/kept.ts';
import { runCommand } from './command-line.ts';

await runCommand(async () => {
  const assembly = await keptAssembly();
  const templates = ['DormouseData', 'DormouseService'].map((name) =>
    JSON.parse(readFileSync(join(assembly, `${name}.template.json`), 'utf8')),
  );
  console.log(costTables(templates));
});
