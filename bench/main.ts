/**
 * npm run bench [-- --contacts 20000 --large 50000]
 *
 * Runs every measurement on this machine and writes bench/RESULTS.md. Minutes long; nothing else should run meanwhile.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBundles } from './bundles.ts';
import { measureLists } from './lists.ts';
import { measureMemory } from './memory.ts';
import { measureQuery } from './query.ts';
import { bundlesTable, listsTable, memoryTable, queryTable, throughputTable } from './report.ts';
import { measureThroughput } from './throughput.ts';

const { values } = parseArgs({
  options: { contacts: { type: 'string', default: '20000' }, large: { type: 'string', default: '50000' } },
});

const SMALL = 1_000;
/** Contacts in the workspace whose lists are timed. */
const CROWD = 100_000;
const [contacts, large] = [Number(values.contacts), Number(values.large)];

/** What it was measured on. Timings of another machine are not comparable; ratios are. */
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform} ${process.arch}`;

const say = (text: string): void => console.error(text);

say('query language…');
const query = queryTable(measureQuery());
say('bundles…');
const bundles = bundlesTable(measureBundles());
say('throughput…');
const throughput = throughputTable(await measureThroughput(contacts));
say('memory…');
const memory = memoryTable(await measureMemory([SMALL, large]));
say('lists…');
const lists = listsTable(await measureLists([SMALL, CROWD]));

const RESULTS = join(import.meta.dirname, 'RESULTS.md');
/** What `npm run soak` has found is kept as it is, at the end: that takes hours of its own. */
const soak = /\n## Soak\n.*/s.exec(await readFile(RESULTS, 'utf8'))?.[0] ?? '';

const report = `# Results

\`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}.

${throughput}

${memory}

${lists}

${bundles}

${query}
${soak}`;
await writeFile(RESULTS, report);
console.log(report);
