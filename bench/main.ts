/**
 *   npm run bench [-- --contacts 3000 --pairs 5]
 *   npm run bench -- jobs|profile|model|whole|load
 *   npm run bench -- neighbours|bundles|query|search
 *   npm run bench -- campaign --sizes 3000,30000,300000
 *   npm run bench -- search [--contacts 100000,1000000] [--folder where/files/stay]
 *   npm run bench -- requests [--contacts 100000,1000000]
 *   npm run bench -- whole --sizes 3000,30000,300000 [--kinds import,export,archive,delete]
 *
 * Runs all measurements, or one section, and writes bench/RESULTS.md. It takes minutes, and nothing else should run
 * meanwhile. Only sections that compare two things in turn are reliable on a busy machine.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sendWithoutTokens } from '../infra/local/dynamodb/without-tokens.ts';
import { bundlesTable, measureBundles } from './bundles.ts';
import { measureCampaignSection } from './campaign/report.ts';
import { loadTable, measureLoad } from './console-load.ts';
import { measureFlows } from './flows.ts';
import { jobsTable, measureJobs } from './jobs.ts';
import { measureModel, measureWhole } from './model/report.ts';
import { measureNeighbours, neighboursTable } from './neighbours.ts';
import { measureProfile, profileTable } from './profile.ts';
import { measureQuery, queryTable } from './query.ts';
import { measureRequests, type Requests, requestsTable } from './search/requests.ts';
import { measureSearch } from './search/search.ts';

// Like the runner's functions; otherwise a bare client would wait where they do not.
sendWithoutTokens();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    contacts: { type: 'string' },
    sizes: { type: 'string', default: '3000,30000' },
    kinds: { type: 'string', default: 'import,export,archive,delete' },
    pairs: { type: 'string', default: '5' },
    folder: { type: 'string' },
  },
});

/** Contacts in the workspace whose lists are timed. */
const CROWD = 100_000;
const MILLION = 1_000_000;
const contacts = Number(values.contacts ?? 3_000);
const pairs = Number(values.pairs);

/** The machine. Timings of different machines are not comparable; ratios are. */
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform} ${process.arch}`;

const RESULTS = join(import.meta.dirname, 'RESULTS.md');
/** The sections in their order; each can be measured alone by its name. */
const SECTIONS: Readonly<Record<string, () => Promise<string>>> = {
  jobs: async () => jobsTable(await measureJobs(contacts, pairs)),
  profile: async () => profileTable(await measureProfile(contacts)),
  model: measureModel,
  whole: () => measureWhole(values.sizes.split(',').map(Number), values.kinds.split(',')),
  campaign: () => measureCampaignSection(values.sizes.split(',').map(Number)),
  load: async () => loadTable(await measureLoad(values.contacts ? contacts : CROWD)),
  neighbours: async () => neighboursTable(await measureNeighbours()),
  bundles: async () => bundlesTable(await measureBundles()),
  query: async () => queryTable([...measureQuery(), ...measureFlows()]),
  search: async () => {
    const sizes = values.contacts ? values.contacts.split(',').map(Number) : [CROWD, MILLION];
    return `${await measureSearch(sizes, values.folder)}\n\nOn ${new Date().toISOString().slice(0, 10)}: ${machine}.`;
  },
  requests: async () => {
    const measured: Requests[] = [];
    for (const size of (values.contacts ?? `${CROWD}`).split(',')) measured.push(await measureRequests(Number(size)));
    return requestsTable(measured);
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
