/**
 *   npm run bench [-- --contacts 3000]
 *   npm run bench -- profile|whole|query|search
 *   npm run bench -- search [--contacts 100000,1000000] [--folder where/files/stay]
 *   npm run bench -- whole --sizes 3000,30000,300000 [--kinds import,export,archive,delete]
 *
 * Runs all measurements, or one section, and writes bench/RESULTS.md. It takes minutes, and nothing else should run
 * meanwhile.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sendWithoutTokens } from '../infra/local/dynamodb/without-tokens.ts';
import { measureFlows } from './flows.ts';
import { measureRuns } from './model/runs.ts';
import { runsTable } from './model/whole.ts';
import { measureProfile, measureWaits, profileTable } from './profile.ts';
import { measureQuery, queryTable } from './query.ts';
import { measureSearch } from './search/search.ts';

// Like the runner's functions; otherwise a bare client would wait where they do not.
sendWithoutTokens();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    contacts: { type: 'string' },
    sizes: { type: 'string', default: '3000,30000' },
    kinds: { type: 'string', default: 'import,export,archive,delete' },
    folder: { type: 'string' },
  },
});

/** Contacts whose searches are timed. */
const CROWD = 100_000;
const MILLION = 1_000_000;
const contacts = Number(values.contacts ?? 3_000);

/** The machine. Timings of different machines are not comparable; ratios are. */
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform} ${process.arch}`;

const RESULTS = join(import.meta.dirname, 'RESULTS.md');
/** The sections in their order; each can be measured alone by its name. */
const SECTIONS: Readonly<Record<string, () => Promise<string>>> = {
  profile: async () => profileTable(await measureProfile(contacts), await measureWaits()),
  whole: async () => runsTable(await measureRuns(values.sizes.split(',').map(Number), values.kinds.split(','))),
  query: async () => queryTable([...measureQuery(), ...measureFlows()]),
  search: async () => {
    const sizes = values.contacts ? values.contacts.split(',').map(Number) : [CROWD, MILLION];
    return `${await measureSearch(sizes, values.folder)}\n\nOn ${new Date().toISOString().slice(0, 10)}: ${machine}.`;
  },
};

/** The section of `npm run soak`, which takes hours of its own, is kept at the end. */
const soak = /\n## Soak\n.*/s.exec(await readFile(RESULTS, 'utf8'))?.[0] ?? '';

async function measureAll(): Promise<string> {
  const report = [`# Results\n\n\`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}.`];
  for (const [name, measure] of Object.entries(SECTIONS)) {
    console.error(`${name}…`);
    report.push(await measure());
  }
  return `${report.join('\n\n')}\n${soak}`;
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
const alone = name === undefined ? undefined : SECTIONS[name];
if (name !== undefined && alone === undefined) throw new Error(`${name}: one of ${Object.keys(SECTIONS).join(', ')}`);
const report = await (alone ? measureAlone(alone) : measureAll());
await writeFile(RESULTS, report);
console.log(report);
