/**
 * Plays a slice of the night, as each run of CI does: `npm run night`, or `npm run night -- 7` for the run of that
 * number. What earlier nights found (`test/found`) comes first. Prints what repeats a play that failed, and fails where
 * this slice has passed before: of one that never has, nobody knows whether the change is at fault.
 */
import { execFileSync, spawn } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { hasPassed, withPlayed } from './proof.ts';
import { type Play, playsOf, repeating, SLICES, typed } from './slices.ts';

const PROOF = 'docs/proof.md';
/** For a whole slice, on a slow machine; and before that, for all that earlier nights found. */
const MOST_MS = 20 * 60_000;
const MOST_AGAIN_MS = 5 * 60_000;

/** What git says; empty outside a repository. */
function git(...args: readonly string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
const DAY_MS = 86_400_000;
const commit = git('rev-parse', '--short=8', 'HEAD');
const day = new Date().toISOString().slice(0, 10);
/** Counted where runs are, and by commits or days elsewhere: of a hash, twelve in a row might leave a slice out. */
const given = Number(process.argv[2] ?? process.env['GITHUB_RUN_NUMBER'] ?? git('rev-list', '--count', 'HEAD'));
const run = given > 0 ? given : Math.floor(Date.now() / DAY_MS);
const slice = run % SLICES;

interface Outcome {
  readonly failed: boolean;
  /** It did not end in time, so nobody knows what fails. */
  readonly isLate: boolean;
  readonly output: string;
}

/** Plays a command; it ends, with all that it has started, at a time in milliseconds. */
async function play({ env, command }: Pick<Play, 'env' | 'command'>, until: number): Promise<Outcome> {
  const [file = '', ...args] = command;
  const said: string[] = [];
  const child = spawn(file, args, {
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const late = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), Math.max(1, until - Date.now()));
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const status = await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(late);
  return { failed: status !== 0, isLate: status === null, output: stripVTControlCharacters(said.join('')) };
}

/** The commands of earlier nights that still fail, or were not reached. */
async function stillFailing(): Promise<readonly string[]> {
  const until = Date.now() + MOST_AGAIN_MS;
  const cases = globSync('test/found/*.json').map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const failing: string[] = [];
  for (const command of cases.flatMap(({ commands }: { readonly commands: readonly string[] }) => commands)) {
    const { failed } = await play({ env: {}, command: ['bash', '-c', command] }, until);
    if (failed) failing.push(command);
  }
  return failing;
}

/** A case for the nights after this one. */
function keep(name: string, commands: readonly string[]): void {
  mkdirSync('test/found', { recursive: true });
  const found = { found: day, commit, commands };
  writeFileSync(`test/found/${name}-${run}.json`, `${JSON.stringify(found, null, 2)}\n`);
}

const failures = [...(await stillFailing())];
const until = Date.now() + MOST_MS;
const numbers = new Map<string, string>();

/** Plays one part and shows what it said when it has ended: another is played beside it. */
async function playPart(one: Play): Promise<void> {
  const begun = performance.now();
  const { failed, isLate, output } = await play(one, until);
  console.log(`\nThe night, slice ${slice} of ${SLICES}: ${one.name}\n${typed(one)}\n${output}`);
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  const counted = [...output.matchAll(one.numbers)].map(([, number]) => number).join(', ') || 'nothing counted';
  // A bar would begin another cell.
  const how = isLate ? '**failed**, not ended, ' : failed ? '**failed**, ' : '';
  numbers.set(one.name, `${how}${counted.replaceAll(' |', ',')}, ${minutes} min`);
  if (!failed) return;
  failures.push(...repeating(one, output));
  if (!isLate) keep(one.name, repeating(one, output));
}

const plays = playsOf(run);
// On two processors: tests wait for half of their time.
const lanes = Map.groupBy(plays, ({ name }) => name === 'tests');
await Promise.all(
  [...lanes.values()].map(async (lane) => {
    for (const one of lane) await playPart(one);
  }),
);
const page = readFileSync(PROOF, 'utf8');
writeFileSync(PROOF, withPlayed(page, { slice, day, commit, plays: plays.map(({ name }) => numbers.get(name) ?? '') }));
if (failures.length > 0) {
  console.log(['', 'The night failed. To repeat it:', ...failures].join('\n'));
  if (hasPassed(page, slice)) process.exitCode = 1;
}
