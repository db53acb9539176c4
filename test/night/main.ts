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
/** For a whole slice, on a slow machine. */
const MOST_MS = 20 * 60_000;

/** What git says; empty outside a repository. */
function git(...args: readonly string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
const DAY_MS = 86_400_000;
const until = Date.now() + MOST_MS;
const commit = git('rev-parse', '--short=8', 'HEAD');
const day = new Date().toISOString().slice(0, 10);
/** Counted where runs are, and by commits or days elsewhere: of a hash, twelve in a row might leave a slice out. */
const given = Number(process.argv[2] ?? process.env['GITHUB_RUN_NUMBER'] ?? git('rev-list', '--count', 'HEAD'));
const run = given > 0 ? given : Math.floor(Date.now() / DAY_MS);
const slice = run % SLICES;

interface Outcome {
  /** Or it did not end in time. */
  readonly failed: boolean;
  readonly output: string;
}

/** Plays a command; it ends, with all that it has started, when the slice's time is over. */
async function play({ env, command: [file = '', ...args] }: Pick<Play, 'env' | 'command'>): Promise<Outcome> {
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
  return { failed: status !== 0, output: stripVTControlCharacters(said.join('')) };
}

/** The commands of earlier nights that still fail. */
async function stillFailing(): Promise<readonly string[]> {
  const cases = globSync('test/found/*.json').map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const failing: string[] = [];
  for (const command of cases.flatMap(({ commands }: { readonly commands: readonly string[] }) => commands)) {
    const { failed } = await play({ env: {}, command: ['bash', '-c', command] });
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
const numbers = new Map<string, string>();

/** Plays one part and shows what it said when it has ended: another is played beside it. */
async function playPart(one: Play): Promise<void> {
  const begun = performance.now();
  const { failed, output } = await play(one);
  console.log(`\nThe night, slice ${slice} of ${SLICES}: ${one.name}\n${typed(one)}\n${output}`);
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  const counted = [...output.matchAll(one.numbers)].map(([, number]) => number).join(', ') || 'nothing counted';
  // A bar would begin another cell.
  numbers.set(one.name, `${failed ? '**failed**, ' : ''}${counted.replaceAll(' |', ',')}, ${minutes} min`);
  if (!failed) return;
  failures.push(...repeating(one, output));
  keep(one.name, repeating(one, output));
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
