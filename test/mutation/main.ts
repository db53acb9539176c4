/**
 * Mutation tests of a folder or file, by the tests beside it; without one, of each room of the pure core in turn. Fails
 * when a score is below the limit in `stryker.config.json`:
 *
 *   npm run mutate -- shared/domain/contacts/undo
 *
 * More options go to Stryker: `npm run mutate -- shared/query --concurrency 2`.
 */
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';

/** Properties make fewer runs than by day, each time the same. */
const FEW_RUNS = { RUNS: '0.02', SEED: '20261126' };

/** The law of properties tries each property with all that belongs to it. */
const LAWS = 'test/shared/domain/contacts/{properties,laws}.test.ts';

const testsOf = (area: string): readonly string[] => {
  const beside = globSync([`test/${area}*.test.ts`, `test/${area}/**/*.test.ts`]);
  return beside.length > 0 && area.startsWith('shared/domain') ? [...beside, ...globSync(LAWS)] : beside;
};

/** Whether the tests beside an area notice enough mutants. */
function isGuarded(area: string, options: readonly string[]): boolean {
  const code = area.endsWith('.ts') ? area : `${area}/**/*.ts`;
  const tests = testsOf(area.replace(/\.ts$/, ''));
  const env = { ...process.env, ...FEW_RUNS, MUTANT_TESTS: JSON.stringify(tests) };
  return spawnSync('stryker', ['run', '--mutate', code, ...options], { stdio: 'inherit', env }).status === 0;
}

const [given, ...options] = process.argv.slice(2);
const rooms = ['shared/query', ...globSync('shared/domain/*').filter((path) => statSync(path).isDirectory())];
const areas = given === undefined ? rooms.filter((room) => testsOf(room).length > 0) : [given.replace(/\/$/, '')];
const unguarded = areas.filter((area) => !isGuarded(area, options));
if (unguarded.length > 0) {
  console.error(`Too many mutants survive, or the tests do not run: ${unguarded.join(', ')}.`);
  process.exitCode = 1;
}
