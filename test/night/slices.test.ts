/** Any twelve runs in a row play the whole night, and a failure says what repeats it. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hasPassed, withPlayed } from './proof.ts';
import { pieceOf, playsOf, repeating, SLICES, shareOf, typed } from './slices.ts';

const TWELVE_RUNS = Array.from({ length: SLICES }, (_, index) => 40_007 + index);

it.each([shareOf, pieceOf])('twelve parts are all, each once (%s)', (part) => {
  for (const length of [0, 1, 11, 12, 13, 559]) {
    const all = Array.from({ length }, (_, index) => index);
    const parts = TWELVE_RUNS.flatMap((run) => part(all, run % SLICES));
    expect(parts.sort((a, b) => a - b)).toEqual(all);
  }
});

it('twelve runs in a row play every file of tests', () => {
  const played = TWELVE_RUNS.flatMap((run) => playsOf(run).flatMap(({ command }) => command));
  expect(played).toEqual(expect.arrayContaining(globSync('test/**/*.test.ts')));
  expect(played.filter((part) => part.endsWith('.test.ts') && !existsSync(part))).toEqual([]);
});

it('no run has the seeds of another', () => {
  const first = TWELVE_RUNS.map((run) =>
    playsOf(run)
      .find(({ name }) => name === 'soak')
      ?.command.join(' '),
  );
  expect(new Set(first).size).toBe(SLICES);
});

it('a failure is repeated by the commands that its output ends with, or else by its own', () => {
  const [tests, , , soak] = playsOf(7) as [never, never, never, never];
  const said = 'To repeat what failed:\nSEED=5 npx vitest run test/a.test.ts -t b\n';
  expect(repeating(tests, said)).toEqual(['SEED=5 npx vitest run test/a.test.ts -t b']);
  expect(repeating(soak, 'killed')).toEqual([typed(soak)]);
});

it('a slice that failed, or was never played, has not passed', () => {
  const page = '| 1 | not yet | |\n| 11 | 2026-12-01 | `abc` | **failed**, 3 failed |';
  expect([1, 11].map((slice) => hasPassed(page, slice))).toEqual([false, false]);
});

it('the page has a line for each slice, and a run writes its own', () => {
  const page = readFileSync('docs/proof.md', 'utf8');
  const plays = ['9 passed'];
  for (let slice = 0; slice < SLICES; slice += 1) {
    const lines = withPlayed(page, { slice, day: '2026-12-01', commit: 'abc', plays }).split('\n');
    expect(lines.filter((line) => line === `| ${slice} | 2026-12-01 | \`abc\` | 9 passed |`)).toHaveLength(1);
    expect(lines).toHaveLength(page.split('\n').length);
    expect(hasPassed(lines.join('\n'), slice)).toBe(true);
  }
});
