/**
 * Mutation tests of a folder or file, by the tests beside it; without one, of each room of the pure core in turn. Fails
 * when a score is below the limit in `stryker.config.mjs`:
 *
 *   npm run mutate -- shared/domain/contacts/undo
 *
 * `--slice 3` takes the fourth twelfth of all their files, as a run of CI does. More options go to Stryker.
 */
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { pieceOf } from '../night/slices.ts';

/** Properties make fewer runs than by day, each time the same. */
const FEW_RUNS = { RUNS: '0.02', SEED: '20261126' };

/** The law of properties tries each property with all that belongs to it. */
const LAWS = 'test/shared/domain/contacts/{properties,laws}.test.ts';

const testsOf = (area: string): readonly string[] => {
  const beside = globSync([`test/${area}*.test.ts`, `test/${area}/**/*.test.ts`]);
  return beside.length > 0 && area.startsWith('shared/domain') ? [...beside, ...globSync(LAWS)] : beside;
};

const codeOf = (area: string): string => (area.endsWith('.ts') ? area : `${area}/**/*.ts`);

/** Whether the tests notice enough mutants of the code. */
function isGuarded(code: readonly string[], tests: readonly string[], options: readonly string[]): boolean {
  const env = { ...process.env, ...FEW_RUNS, MUTANT_TESTS: JSON.stringify(tests) };
  return spawnSync('stryker', ['run', '--mutate', code.join(','), ...options], { stdio: 'inherit', env }).status === 0;
}

const isAreaGuarded = (area: string, options: readonly string[]): boolean =>
  isGuarded([codeOf(area)], testsOf(area.replace(/\.ts$/, '')), options);

const [first, ...others] = process.argv.slice(2);
const folders = globSync('shared/domain/*').filter((path) => statSync(path).isDirectory());
const rooms = ['shared/query', ...folders].filter((room) => testsOf(room).length > 0).sort();
const unguarded = unguardedAmong(first, others);
if (unguarded.length > 0) {
  console.error(`Too many mutants survive, or the tests do not run: ${unguarded.join(', ')}.`);
  process.exitCode = 1;
}

function unguardedAmong(given: string | undefined, options: readonly string[]): readonly string[] {
  if (given === undefined) return rooms.filter((room) => !isAreaGuarded(room, options));
  if (given !== '--slice') return [given.replace(/\/$/, '')].filter((area) => !isAreaGuarded(area, options));
  const [slice, ...more] = options;
  const code = pieceOf(
    rooms.flatMap((room) =>
      globSync(codeOf(room))
        .sort()
        .map((file) => [room, file] as const),
    ),
    Number(slice),
  );
  const parts = Map.groupBy(code, ([room]) => room);
  return [...parts].flatMap(([room, files]) => {
    const isNoticed = isGuarded(
      files.map(([, file]) => file),
      testsOf(room),
      more,
    );
    return isNoticed ? [] : [`the files of ${room} in slice ${slice}`];
  });
}
