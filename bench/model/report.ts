import { type Comparison, compare } from './compare.ts';
import { JOBS } from './jobs.ts';
import { AT_QUOTA, COLD, WARM } from './limits.ts';
import { estimate, secondsFor } from './model.ts';

const MILLION = 1_000_000;
const LIMITS = [COLD, WARM, AT_QUOTA];

const whole = (number: number): string => Math.round(number).toLocaleString('en');

/** `4:10` of 250 seconds. */
const minutes = (seconds: number): string =>
  `${Math.floor(Math.round(seconds) / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;

const table = ([heads = [], ...rows]: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** How long a million contacts of one workspace take, by the model; also in docs/costs-and-limits.md. */
export const modelTable = (): string =>
  table([
    ['a million contacts of one workspace, minutes', ...LIMITS.map(({ name }) => name)],
    ...JOBS.map((job) => [
      job.what,
      ...LIMITS.map((limits) => `${minutes(secondsFor(MILLION, job, limits))} (${estimate(job, limits).bound})`),
    ]),
  ]);

const comparisonTable = (all: readonly Comparison[]): string =>
  table([
    ['write units a second of each table and index', 'contacts', 'model, s', 'measured, s', 'measured / model'],
    ...all.map(({ writeUnits, contacts, expected, measured }) => [
      whole(writeUnits),
      whole(contacts),
      whole(expected),
      whole(measured),
      (measured / expected).toFixed(2),
    ]),
  ]);

/** The section of RESULTS.md, with a new comparison. */
export const measureModel = async (): Promise<string> => `## A million contacts, by AWS's limits

What the scarcest of table, index, partitions, reads and workers allows (\`bench/model\`), from the units that tests hold; not measured on AWS. An on-demand
table adapts upwards while it is used, which the model leaves out: a job on a cold table is faster than this at its end.

${modelTable()}

The same model against the whole service on this machine, archiving a group while each table and index takes so few units (fault \`write_units\`), until counts and
history have followed:

${comparisonTable(await compare())}`;
