import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { commandsOf } from '../support/reporter/repeat.ts';

const file = 'test/journeys/story.test.ts';

it('a failed test is repeated by its file and its whole name, whatever is in it', () => {
  const name = "The job's end > is told (twice) at 50 % of $5.0";
  const [command = ''] = commandsOf({ file, tests: [name], broken: true }, {});
  const [runner, pattern] = command.split(' -t ');
  expect(runner).toBe(`npx vitest run ${file}`);
  const received = execFileSync('sh', ['-c', `printf %s ${pattern}`], { encoding: 'utf8' });
  expect(name).toMatch(new RegExp(received));
  expect(`${name}0`).not.toMatch(new RegExp(received));
});

it('a file that failed outside of its tests is repeated whole, with the cases and engines of the run', () => {
  const env = { CI: 'true', RUNS: '30', HOME: '/root' };
  expect(commandsOf({ file, tests: [], broken: true }, env)).toEqual([`CI=true RUNS=30 npx vitest run ${file}`]);
});

it('what passed is not repeated', () => {
  expect(commandsOf({ file, tests: [], broken: false }, {})).toEqual([]);
});
