/**
 * npm run bench [-- --contacts 20000 --large 50000]
 * npm run bench -- model
 *
 * Runs every measurement on this machine, or with `model` that of the model alone, and writes bench/RESULTS.md. Minutes long; nothing else should
 * run meanwhile.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBundles } from './bundles.ts';
import { measureLists } from './lists.ts';
import { measureMemory } from './memory.ts';
import { measureModel } from './model/report.ts';
import { measureQuery } from './query.ts';
import { bundlesTable, listsTable, memoryTable, queryTable, throughputTable } from './report.ts';
import { measureThroughput } from './throughput.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { contacts: { type: 'string', default: '20000' }, large: { type: 'string', default: '50000' } },
});

const SMALL = 1_000;
/** Contacts in the workspace whose lists are timed. */
const CROWD = 100_000;
const [contacts, large] = [Number(values.contacts), Number(values.large)];

/** What it was measured on. Timings of another machine are not comparable; ratios are. */
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform} ${process.arch}`;

const say = (text: string): void => console.error(text);

const RESULTS = join(import.meta.dirname, 'RESULTS.md');
/** What `npm run soak` has found is kept as it is, at the end: that takes hours of its own. */
const soak = /\n## Soak\n.*/s.exec(await readFile(RESULTS, 'utf8'))?.[0] ?? '';

/** All sections of the report. */
async function measureAll(): Promise<string> {
  say('query language…');
  const query = queryTable(measureQuery());
  say('bundles…');
  const bundles = bundlesTable(measureBundles());
  say('throughput…');
  const throughput = throughputTable(await measureThroughput(contacts));
  say('model…');
  const model = await measureModel();
  say('memory…');
  const memory = memoryTable(await measureMemory([SMALL, large]));
  say('lists…');
  const lists = listsTable(await measureLists([SMALL, CROWD]));
  const title = `# Results\n\n\`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}.`;
  return `${[title, throughput, model, memory, lists, bundles, query].join('\n\n')}\n${soak}`;
}

/** The last report with another section of the model, which comes second. */
async function measureModelAlone(): Promise<string> {
  const [title = '', ...sections] = (await readFile(RESULTS, 'utf8')).split(/\n(?=## )/);
  const model = `${await measureModel()}\n`;
  const [head = ''] = model.split('\n');
  const [first = '', ...others] = sections.filter((section) => !section.startsWith(head));
  return [title, first, model, ...others].join('\n');
}

const report = await (positionals[0] === 'model' ? measureModelAlone() : measureAll());
await writeFile(RESULTS, report);
console.log(report);
