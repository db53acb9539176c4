/**
 *   npm run bench [-- --contacts 20000 --large 50000]
 *   npm run bench -- model
 *   npm run bench -- console [--contacts 100000]
 *   npm run bench -- jobs|imports [--contacts 3000 --pairs 5]
 *   npm run bench -- memory [--large 1000000]
 *   npm run bench -- job-memory [--large 100000]
 *
 * Runs all measurements, or one section, and writes bench/RESULTS.md. It takes minutes, and nothing else should run
 * meanwhile. Only sections that compare two things in turn are reliable on a busy machine.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sendWithoutTokens } from '../infra/local/dynamodb/without-tokens.ts';
import { measureBundles } from './bundles.ts';
import { consoleTable, measureConsole } from './console.ts';
import { importsTable, measureImports } from './imports.ts';
import { jobsTable, measureJobs } from './jobs.ts';
import { listsTable, measureLists } from './lists.ts';
import { measureImportHeap, measureMemory } from './memory.ts';
import { measureModel } from './model/report.ts';
import { measureQuery, queryTable } from './query.ts';
import { bundlesTable, importHeapTable, memoryTable, throughputTable } from './report.ts';
import { measureThroughput } from './throughput.ts';

// Like the runner's functions; otherwise a bare client would wait where they do not.
sendWithoutTokens();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    contacts: { type: 'string' },
    large: { type: 'string', default: '50000' },
    pairs: { type: 'string', default: '5' },
  },
});

const SMALL = 1_000;
/** Contacts of the small folder in the console. */
const FEW = 100;
/** Contacts in the workspace whose lists are timed. */
const CROWD = 100_000;
const [contacts, large, pairs] = [Number(values.contacts ?? 20_000), Number(values.large), Number(values.pairs)];

/** The machine. Timings of different machines are not comparable; ratios are. */
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform} ${process.arch}`;

const say = (text: string): void => console.error(text);

const RESULTS = join(import.meta.dirname, 'RESULTS.md');
/** Sections that can be measured alone, by their name on the command line. */
const ALONE: Readonly<Record<string, () => Promise<string>>> = {
  model: measureModel,
  console: async () => consoleTable(await measureConsole([FEW, values.contacts ? contacts : CROWD])),
  jobs: async () => jobsTable(await measureJobs(Number(values.contacts ?? 3_000), pairs)),
  memory: () => measureRead(large),
  'job-memory': async () => memoryTable(await measureMemory([SMALL, large])),
  imports: async () => importsTable(await measureImports(Number(values.contacts ?? 3_000), pairs)),
};

/** The section of `npm run soak`, which takes hours of its own, is kept at the end. */
const soak = /\n## Soak\n.*/s.exec(await readFile(RESULTS, 'utf8'))?.[0] ?? '';

/** The memory of reading a small and a large import. */
async function measureRead(rows: number): Promise<string> {
  const sizes = [SMALL, rows];
  const heaps = await measureImportHeap(sizes);
  return importHeapTable(sizes.map((size, index) => [size, heaps[index] ?? 0]));
}

/** All sections of the report. */
async function measureAll(): Promise<string> {
  say('query language…');
  const query = queryTable(measureQuery());
  say('bundles…');
  const bundles = bundlesTable(await measureBundles());
  say('throughput…');
  const throughput = throughputTable(await measureThroughput(contacts));
  say('jobs…');
  const jobs = jobsTable(await measureJobs(3_000, pairs));
  say('imports…');
  const imports = importsTable(await measureImports(3_000, pairs));
  say('model…');
  const model = await measureModel();
  say('memory…');
  const memory = memoryTable(await measureMemory([SMALL, large]));
  const reading = await measureRead(large);
  say('lists…');
  const lists = listsTable(await measureLists([SMALL, CROWD]));
  say('console…');
  const inBrowser = consoleTable(await measureConsole([FEW, CROWD]));
  const title = `# Results\n\n\`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}.`;
  return `${[title, throughput, jobs, imports, model, memory, reading, lists, inBrowser, bundles, query].join('\n\n')}\n${soak}`;
}

/** The last report with one section replaced; a new section comes second. */
async function measureAlone(measure: () => Promise<string>): Promise<string> {
  const [title = '', ...sections] = (await readFile(RESULTS, 'utf8')).split(/\n(?=## )/);
  const section = `${await measure()}\n`;
  const [head = ''] = section.split('\n');
  const place = sections.findIndex((one) => one.startsWith(`${head}\n`));
  return [title, ...(place === -1 ? sections.toSpliced(1, 0, section) : sections.with(place, section))].join('\n');
}

const [name] = positionals;
const alone = name === undefined ? undefined : ALONE[name];
if (name !== undefined && alone === undefined) throw new Error(`${name}: one of ${Object.keys(ALONE).join(', ')}`);
const report = await (alone ? measureAlone(alone) : measureAll());
await writeFile(RESULTS, report);
console.log(report);
