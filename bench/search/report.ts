import { table, whole } from '../support/table.ts';
import { TAIL } from './stage.ts';

/** Searches of all kinds, each with an order; '' is by modification. */
export const QUERIES: readonly (readonly [query: string, sort: string])[] = [
  ['age > 60', ''],
  ['age > 60', 'name'],
  ['age > 60', '-score'],
  ['district = "District 7" AND age < 20', ''],
  ['district = "District 7" AND age < 20', 'joined'],
  ['name ~ ann', ''],
  ['name ~ uwase', 'name'],
  ['name = "Ann Uwase kamurino"', ''],
  ['last_seen_on < -90d', ''],
  ['last_seen_on < -90d', 'last_seen_on'],
  ['last_seen_on = ""', 'created_on'],
  ['created_on > -30d', ''],
  ['group = "Group 3"', ''],
  ['group = "Group 3" OR group = "Group 4"', 'name'],
  ['group != "Group 3" AND language = kin', ''],
  ['urn ~ 78812', ''],
  ['tel ~ 0788', ''],
  ['mailto ~ person77', ''],
  ['age > 80 OR crop = Tea', ''],
  ['language != eng', ''],
  ['language = fra AND gender = female AND children > 3 AND visit > -60d', ''],
  ['income > 500000', '-income'],
  ['score < 1000000', 'score'],
  ['joined < -5y', '-joined'],
  ['visit = ""', ''],
  ['card = C-4711', ''],
  ['village = "Village 12"', 'name'],
  ['remark != moved', 'language'],
  ['crop = Coffee AND (age < 18 OR age > 65)', '-age'],
  ['nobody = 1 OR name = "Nobody at all"', ''],
].map(([query = '', sort = '']) => [query.replace('nobody = 1 OR ', ''), sort] as const);

/** Contacts of a page, as the console asks for. */
export const PAGE = 50;
export const ROUNDS = 3;
/** As the console asks for. */
export const FACETS = ['group', 'language', 'last_seen_on', 'fields.gender', 'fields.crop', 'fields.district'];

/** Milliseconds of processor time, which other work on the machine does not lengthen much, and by the clock. */
export interface Time {
  readonly processor: number;
  readonly clock: number;
}

export interface Measured {
  readonly contacts: number;
  readonly megabytes: number;
  /** Seconds of making the files; null when they were there. */
  readonly makes: number | null;
  /** Of each search, with an empty memory. */
  readonly cold: readonly Time[];
  /** Of each search, the slowest of the parts that several functions read; or none. */
  readonly parts: ColdAndWarm;
  /** Of each search, in several rounds. */
  readonly warm: readonly (readonly Time[])[];
  /** Of choosing up to 10,000 contacts for a job, and of counting facets: with nothing in memory, or all. */
  readonly choosing: ColdAndWarm;
  readonly facets: ColdAndWarm;
  readonly memory: number;
  readonly load: number;
}

export interface ColdAndWarm {
  readonly cold: readonly Time[];
  readonly warm: readonly Time[];
}

/** A unit of reading, in dollars (us-east-1), and a second of 3 GB on arm64. */
const UNIT = 0.125 / 1_000_000;
const SECOND = 3 * 0.0000133334;

/** Read units of a search: settings, counts, the snapshot's item, the index, the changes and the page. */
const UNITS = 2 + 6 + 1 + 8 + TAIL * 0.525 + PAGE * 0.5;

export const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

const dollars = (sum: number): string => `$${sum.toPrecision(2)}`;
const ms = (time: number): string => `${whole(time)} ms`;

/** Processor time, and by the clock. */
const both = (times: readonly Time[], of: (times: readonly number[]) => number): string =>
  `${whole(of(times.map(({ processor }) => processor)))} / ${ms(of(times.map(({ clock }) => clock)))}`;

export const median = (times: readonly number[]): number => quantile(times, 0.5);
export const most = (times: readonly number[]): number => Math.max(...times);

const ofParts = (times: readonly Time[], of: (times: readonly number[]) => number): string =>
  times.length === 0 ? '' : both(times, of);

/** The section of `bench/RESULTS.md`. */
export const searchReport = (measured: readonly Measured[]): string =>
  [
    '## Search by a snapshot',
    `${QUERIES.length} searches (\`bench/search/report.ts\`) for the exact total and the first ${PAGE}: 12 fields, 40 groups, 1 % changed today, ${TAIL} of them since. Warm: ${ROUNDS} rounds after a first. Cold: each with nothing in memory. Tables answer from memory. Milliseconds of processor time of all threads / by the clock. Choosing contacts for a job, and counting ${FACETS.length} facets, of ten of the queries: the slowest. ${whole(UNITS)} read units a search. Aims by the clock: a median of 50 ms at 100,000 and 150 ms at a million, 99 of 100 in 600 ms, cold 2 s at a million; at ten million 600 ms warm, and 4 s cold.`,
    table([
      ['contacts', ...measured.map(({ contacts }) => whole(contacts))],
      ...ROWS.map(([name, of]) => [name, ...measured.map(of)]),
    ]),
    'Each of them: median of the rounds, and cold, in processor time.',
    table([
      ['search', 'sorted by', ...measured.flatMap(({ contacts }) => [`${whole(contacts)}, warm`, 'cold'])],
      ...QUERIES.map(([query, sort], at) => [
        `\`${query}\``,
        sort,
        ...measured.flatMap(({ warm, cold }) => [
          `${median(warm.map((round) => round[at]?.processor ?? 0)).toFixed(1)} ms`,
          ms(cold[at]?.processor ?? 0),
        ]),
      ]),
    ]),
  ].join('\n\n');

const ROWS: readonly (readonly [string, (measured: Measured) => string])[] = [
  ['warm, median', ({ warm }) => both(warm.flat(), median)],
  ['warm, 99 of 100', ({ warm }) => both(warm.flat(), (times) => quantile(times, 0.99))],
  ['cold, median', ({ cold }) => both(cold, median)],
  ['cold, slowest', ({ cold }) => both(cold, most)],
  ['in parts (ADR 108), the slowest part: warm, median', ({ parts }) => ofParts(parts.warm, median)],
  ['in parts: warm, slowest', ({ parts }) => ofParts(parts.warm, most)],
  ['in parts: cold, median', ({ parts }) => ofParts(parts.cold, median)],
  ['in parts: cold, slowest', ({ parts }) => ofParts(parts.cold, most)],
  ['choosing 10,000: cold, slowest', ({ choosing }) => both(choosing.cold, most)],
  ['choosing 10,000: warm, slowest', ({ choosing }) => both(choosing.warm, most)],
  ['facets: cold, slowest', ({ facets }) => both(facets.cold, most)],
  ['facets: warm, slowest', ({ facets }) => both(facets.warm, most)],
  [
    'a search costs',
    ({ warm }) => dollars(UNITS * UNIT + (median(warm.flat().map(({ processor }) => processor)) / 1_000) * SECOND),
  ],
  [
    'without a snapshot, computed',
    ({ contacts }) =>
      `${whole(Math.ceil(contacts / 3_800))} requests, ${whole(contacts * 0.525)} units, ${dollars(contacts * 0.525 * UNIT)}`,
  ],
  ['files', ({ megabytes, makes }) => `${whole(megabytes)} MB${makes === null ? '' : ` in ${whole(makes)} s`}`],
  ['memory after all searches', ({ memory }) => `${whole(memory)} MB`],
  ['load of the machine', ({ load }) => load.toFixed(1)],
];
