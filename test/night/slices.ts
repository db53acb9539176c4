import { globSync } from 'node:fs';

/** The night is played in so many parts: one after each run of CI, so that any so many runs in a row play all of it. */
export const SLICES = 12;

/** One command of a night's slice. */
export interface Play {
  readonly name: string;
  /** Variables that decide what it plays. */
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** What its output says of how much was played, and what came of it: the first group of each match. */
  readonly numbers: RegExp;
}

/** Every twelfth from the slice's own on: neighbours in a folder, which often take as long, are spread. */
export const shareOf = <T>(all: readonly T[], slice: number): readonly T[] =>
  all.filter((_, index) => index % SLICES === slice);

/** A twelfth in one piece: mutants of a room are tried together. */
export const pieceOf = <T>(all: readonly T[], slice: number): readonly T[] =>
  all.slice(Math.ceil((all.length * slice) / SLICES), Math.ceil((all.length * (slice + 1)) / SLICES));

const SOAK_SEEDS = 8;
/** The day plays the small ones. */
const FIRST_SEED = 1_000;

/** Played for a twelfth of the operations in each run, and not as one of the files. */
const DOCUMENT = 'test/journeys/long/schemathesis.test.ts';

const testFiles = (): readonly string[] =>
  globSync('test/**/*.test.ts')
    .filter((file) => file !== DOCUMENT)
    .sort();

/**
 * What a run of this number plays: a twelfth of all test files in their size at night, requests to a twelfth of the
 * operations that the API's document describes, journeys with a runner as unpleasant as AWS, eight programmes of the
 * soak, and mutants of a twelfth of the pure core. Each run has new seeds.
 */
export function playsOf(run: number): readonly Play[] {
  const slice = run % SLICES;
  const seed = FIRST_SEED + run * SOAK_SEEDS;
  const env = { NIGHT: 'true', SEED: `${seed}`, SLICE: `${slice}` };
  const tests = { env, numbers: /^ +Tests +(.+)$/gm };
  const soak = ['--first', `${seed}`, '--seeds', `${SOAK_SEEDS}`, '--together', `${SOAK_SEEDS}`, '--contacts', '100'];
  return [
    { name: 'tests', ...tests, command: ['npx', 'vitest', 'run', ...shareOf(testFiles(), slice)] },
    { name: 'document', ...tests, command: ['npx', 'vitest', 'run', DOCUMENT] },
    { name: 'as AWS', env: {}, numbers: tests.numbers, command: ['npm', 'run', 'test:as-aws'] },
    { name: 'soak', env: {}, command: ['npm', 'run', 'soak', '--', ...soak], numbers: /\| requests \| ([\d,]+)/g },
    {
      name: 'mutants',
      env: { LEAST_SCORE: '50' },
      command: ['npm', 'run', 'mutate', '--', '--slice', `${slice}`, '--concurrency', '2'],
      numbers: /All files +\| +([\d.]+)/g,
    },
  ];
}

/** The command as one types it. */
export const typed = ({ env, command }: Pick<Play, 'env' | 'command'>): string =>
  [...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...command].join(' ');

/** What repeats a play that failed: the commands that its output ends with, or else its own. */
export function repeating(play: Play, output: string): readonly string[] {
  const said = output.match(/^(?:\w+=\S+ )*(?:npx vitest run|npm run soak -- --seed) .+$/gm);
  return said ?? [typed(play)];
}
