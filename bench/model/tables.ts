/** The tables that documentation takes from the model; `scripts/model-tables.ts` writes them. */
import { table } from '../support/table.ts';
import { JOBS } from './jobs.ts';
import { lambdaTable, memoryTable } from './lambda.ts';
import { AT_QUOTA, COLD, estimate, type Limits, longestStage, raised, secondsFor, stagesOf, WARM } from './model.ts';
import { policiesTable } from './policies.ts';

const MILLION = 1_000_000;
const MANY = [1, 10, 100].map((millions) => millions * MILLION);

/** `4:10` of 250 seconds, `1:02:05` of 3,725. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const rest = whole % 60;
  const two = (number: number): string => String(number).padStart(2, '0');
  return hours === 0 ? `${minutes}:${two(rest)}` : `${hours}:${two(minutes)}:${two(rest)}`;
}

const millions = (contacts: number): string => `${contacts / MILLION} M`;

/** Each job over 1, 10 and 100 million contacts of one workspace, on a cold and on a warm table. */
const timesTable = (): string =>
  table([
    [
      'hours:minutes:seconds',
      ...[COLD, WARM].flatMap(({ name }) => MANY.map((many) => `${millions(many)}, ${name.split(':')[0]}`)),
    ],
    ...JOBS.map((job) => [
      job.what,
      ...[COLD, WARM].flatMap((limits) => MANY.map((many) => clock(secondsFor(many, job, limits)))),
    ]),
  ]);

/** Where the time of a million goes, and what bounds its longest step. */
const stagesTable = (): string =>
  table([
    [
      'a million contacts, warm',
      'selection',
      'work and what follows',
      'file',
      'longest because of',
      'at the account’s quota',
    ],
    ...JOBS.map((job) => {
      const stages = stagesOf(MILLION, job, WARM);
      const of = (name: string): string => {
        const stage = stages.find((one) => one.name === name);
        return stage === undefined ? '' : clock(stage.seconds);
      };
      const { bound } = longestStage(MILLION, job, WARM);
      return [job.what, of('selection'), of('work'), of('file'), bound, clock(secondsFor(MILLION, job, AT_QUOTA))];
    }),
  ]);

/** What more shards of a workspace would change, for the jobs that write. */
function shardsTable(): string {
  const limits: readonly Limits[] = [AT_QUOTA, ...[16, 32, 64].map(raised)];
  return table([
    [
      '100 M contacts of one workspace',
      ...limits.map(({ shards, write }) => `${shards} shards, ${write.toLocaleString('en')} units a second`),
    ],
    ...JOBS.filter(({ table: units }) => units > 0).map((job) => [
      job.what,
      ...limits.map((one) => `${clock(secondsFor(100 * MILLION, job, one))} (${estimate(job, one).bound})`),
    ]),
  ]);
}

const SECONDS = { day: 86_400, hour: 3_600, minute: 60 } as const;

/** `8 hours` of 28,000 seconds: no more than a model can know. */
function about(seconds: number): string {
  if (seconds >= 2 * SECONDS.day) return `${Math.round(seconds / SECONDS.day)} days`;
  if (seconds >= 2 * SECONDS.hour) return `${Math.round(seconds / SECONDS.hour)} hours`;
  return `${Math.ceil(seconds / SECONDS.minute)} minutes`;
}

/** One line a million, of a new table, for the README. */
const shortTable = (): string =>
  table([
    ['about', ...JOBS.map(({ name }) => name)],
    ...MANY.map((many) => [`${millions(many)} people`, ...JOBS.map((job) => about(secondsFor(many, job, COLD)))]),
  ]);

/** The tables by the name in their marks: `<!-- model: times -->` … `<!-- /model -->`. */
export const MODEL_TABLES: Readonly<Record<string, () => string>> = {
  times: timesTable,
  stages: stagesTable,
  shards: shardsTable,
  short: shortTable,
  policies: policiesTable,
  lambda: lambdaTable,
  memory: memoryTable,
};

/** Files that have them. */
export const WITH_TABLES = [
  'README.md',
  'docs/costs-and-limits.md',
  'docs/adr/032-scale.md',
  'docs/adr/105-processor-time.md',
  'bench/RESULTS.md',
] as const;

/** A text with its tables as the model has them now. */
export const withModelTables = (text: string): string =>
  text.replace(
    /(<!-- model: (\w+) -->\n).*?(<!-- \/model -->)/gs,
    (all, before: string, name: string, after: string) => {
      const made = MODEL_TABLES[name];
      return made === undefined ? all : `${before}${made()}\n${after}`;
    },
  );
