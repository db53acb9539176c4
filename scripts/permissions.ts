/** `npm run permissions`: plays the journeys on the local runner, which enforces IAM, and prints unused permissions. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptAssembly } from '../infra/local/assembly/assembly-cache.ts';
import { interpret } from '../infra/local/assembly/interpret.ts';
import { readAssembly } from '../infra/local/assembly/read.ts';
import { grantedBy } from '../infra/local/control/permissions.ts';
import { runCommand } from './command-line.ts';

/** What the journeys have used; test/infra/stacks/used-permissions.test.ts compares it with what is granted. */
const RECORD = 'test/infra/stacks/used-permissions.json';

const HELP = `npm run permissions [-- --log <file>] [--write]
  Plays the journeys and prints, by function, what is granted and was not used.

  --log <file>   reads what was used from a file that a run with PERMISSIONS_LOG=<file> has written, and plays nothing
  --write        writes what was used to ${RECORD}`;

type Used = ReadonlyMap<string, ReadonlySet<string>>;

function play(): Used {
  const directory = mkdtempSync(join(tmpdir(), 'dormouse-permissions-'));
  const log = join(directory, 'used.jsonl');
  try {
    const env = { ...process.env, PERMISSIONS_LOG: log };
    const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'journeys', '--project', 'nightly'], {
      env,
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error('The journeys have failed, so it is not known what they use.');
    return read(log);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function read(log: string): Used {
  if (!existsSync(log)) throw new Error(`There is no file ${log}.`);
  const used = new Map<string, Set<string>>();
  for (const line of readFileSync(log, 'utf8').split('\n').filter(Boolean)) {
    const { functionName, use } = JSON.parse(line) as { functionName: string; use: string };
    used.set(functionName, (used.get(functionName) ?? new Set()).add(use));
  }
  return used;
}

/** `dynamodb:Query DormouseData-ContactsTable/index/byFolder`, without the local account and region. */
const brief = (pair: string): string => pair.replace(/arn:aws:\w+:[^:]*:[^:]*:(table\/|secret:)?/, '');

function write(used: Used): void {
  const sorted = [...used].map(([name, pairs]) => [name, [...pairs].map(brief).sort()] as const);
  const record = Object.fromEntries(sorted.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(RECORD, `${JSON.stringify(record, null, 2)}\n`);
}

const options = { log: { type: 'string' }, write: { type: 'boolean' } } as const;

await runCommand({ help: HELP, options }, async (values) => {
  const used = values.log === undefined ? play() : read(values.log);
  if (values.write) write(used);
  const stacks = readAssembly(await keptAssembly());
  const { permissions } = interpret(stacks, { region: 'eu-west-1', queueUrl: (name) => `http://127.0.0.1/${name}` });
  let all = 0;
  let unused = 0;
  for (const [name, { statements }] of permissions) {
    const granted = grantedBy(statements);
    const left = granted.filter((pair) => !used.get(name)?.has(pair));
    all += granted.length;
    unused += left.length;
    for (const pair of left) console.log(`${name}: ${brief(pair)}`);
  }
  console.log(`${unused} of ${all} permissions were not used`);
});
