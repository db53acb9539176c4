/**
 * Mutation tests of one area, or of all in turn. Fails when a score is below its limit in `stryker.config.json`:
 *
 *   npm run mutate -- undo
 *
 * More options go to Stryker: `npm run mutate -- undo --concurrency 2`.
 */
import { spawnSync } from 'node:child_process';

interface Area {
  readonly code: string;
  readonly tests: readonly string[];
  /** More of a property than `FEW_RUNS`. */
  readonly runs?: string;
}

const DOMAIN = 'test/shared/domain';

/** A part of the domain, and the tests that protect it. The law of properties tries some parts with each property. */
const area = (code: string, ...tests: readonly string[]): Area => ({
  code: code.replaceAll(/\w[^,]*/g, (path) => `shared/domain/${path}/**/*.ts`),
  tests: tests.map((pattern) => `${DOMAIN}/${pattern}.test.ts`),
});

const AREAS: Readonly<Record<string, Area>> = {
  'opt-out': area('contacts/opt-out', 'contacts/opt-out*', 'imports/guess-target'),
  undo: area('contacts/undo', 'contacts/undo', 'contacts/properties'),
  consent: area('imports/consent', 'imports/consent*'),
  imports: area('imports,!imports/consent', 'imports/!(consent*)', 'contacts/properties'),
  exports: area('exports', 'exports/*', 'contacts/properties'),
  dormancy: area('dormancy', 'dormancy/*'),
  jobs: area('jobs', 'jobs/*'),
  snapshots: {
    code: [
      ...['answer', 'choose', 'merge', 'parts/ask-parts', 'parts/read-part', 'parts/split'].map(
        (name) => `shared/services/snapshots/${name}.ts`,
      ),
      ...['columns/merge', 'tally'].map((name) => `shared/domain/search/${name}.ts`),
    ].join(),
    tests: ['test/shared/services/snapshots/answer.test.ts'],
    // Few pages meet somebody who changes meanwhile.
    runs: '0.05',
  },
  query: { code: 'shared/query/**/*.ts', tests: ['test/shared/query/**/*.test.ts'] },
};

/** Properties make fewer runs than by day, each time the same. */
const FEW_RUNS = { RUNS: '0.02', SEED: '20261126' };

/** Whether the area's tests notice enough mutants. */
function isGuarded({ code, tests, runs = FEW_RUNS.RUNS }: Area, options: readonly string[]): boolean {
  const env = { ...process.env, MUTANT_TESTS: JSON.stringify(tests), ...FEW_RUNS, RUNS: runs };
  return spawnSync('stryker', ['run', '--mutate', code, ...options], { stdio: 'inherit', env }).status === 0;
}

const [name, ...options] = process.argv.slice(2);
const areas = Object.keys(AREAS).filter((each) => name === undefined || each === name);
if (areas.length === 0) {
  console.error(`No area "${name}". Areas: ${Object.keys(AREAS).join(', ')}.`);
  process.exit(1);
}
const unguarded = areas.filter((each) => !isGuarded(AREAS[each] as Area, options));
if (unguarded.length > 0) {
  console.error(`Too many mutants survive, or the tests do not run: ${unguarded.join(', ')}.`);
  process.exitCode = 1;
}
