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
  /** The part of a property's runs at night. */
  readonly runs: number;
}

const DOMAIN = 'test/shared/domain';

/** A folder of the domain. The law of properties tries it with each property where that is its subject. */
const area = (folder: string, ...tests: readonly string[]): Area => ({
  code: `shared/domain/${folder}/**/*.ts`,
  tests: tests.map((pattern) => `${DOMAIN}/${pattern}.test.ts`),
  runs: 0.05,
});

const AREAS: Readonly<Record<string, Area>> = {
  query: { code: 'shared/query/**/*.ts', tests: ['test/shared/query/**/*.test.ts'], runs: 1 },
  undo: area('contacts/undo', 'contacts/undo', 'contacts/properties'),
  'opt-out': area('contacts/opt-out', 'contacts/opt-out*'),
  imports: area('imports', 'imports/**/*', 'contacts/properties'),
  exports: area('exports', 'exports/**/*', 'contacts/properties'),
  jobs: area('jobs', 'jobs/**/*'),
  dormancy: area('dormancy', 'dormancy/**/*'),
};

/** Whether the area's tests notice enough mutants. */
function isGuarded({ code, tests, runs }: Area, options: readonly string[]): boolean {
  const env = { ...process.env, MUTANT_TESTS: JSON.stringify(tests), RUNS: String(runs), SEED: '20261126' };
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
