import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Api } from '../api.ts';
import { allOf, deletedOf, differing, type Pair, type Person, pairsOf, wantsNone } from './sides.ts';

type Say = (line: string) => void;
type Counts = Map<string, number>;

const HEADER = ['contact', 'property', 'there', 'here'];

/**
 * Says what differs between the other side and this one, in counts, and writes each difference into a CSV of the data
 * folder. Returns whether a campaign from here would spare everybody who wants no messages there, and miss nobody.
 */
export async function compareSides(source: Api, target: Api, dataDir: string, say: Say): Promise<boolean> {
  const counts = new Map<string, Counts>();
  const count = (of: string, what: string) => {
    const some = counts.get(of) ?? new Map<string, number>();
    counts.set(of, some.set(what, (some.get(what) ?? 0) + 1));
  };
  const deleted = await deletedOf(source);
  const { path, write, close } = openReport(dataDir);
  try {
    for await (const pair of pairsOf(source, target, say)) {
      for (const finding of findingsOf(pair, deleted)) count('findings', finding);
      for (const side of ['there', 'here'] as const) if (pair[side]) count(side, pair[side].values['status'] ?? '');
      for (const [property, ...row] of rowsOf(pair, deleted)) {
        count('differences', property);
        write([pair.there?.uuid ?? pair.here?.uuid ?? '', property, ...row]);
      }
    }
  } finally {
    close();
  }
  for (const what of ['there', 'here', 'differences']) say(`${what}: ${counted(counts.get(what))}`);
  await compareGroups(source, target, say);
  say(`Each difference stands in ${path}`);
  const findings = counts.get('findings') ?? new Map<string, number>();
  for (const [finding, people] of findings) say(`${people} ${finding}`);
  if (!counts.has('there')) throw new Error('Nobody is there: look whether --token is of the right workspace.');
  const ready = !findings.has(LOST) && !findings.has(ABSENT);
  say(ready ? 'Ready: whoever is there is here, and whoever wants no messages there gets none from here.' : NOT_READY);
  return ready;
}

const LOST = 'want no messages there and are not stopped or blocked here: run "import -- textit" with --run';
const ABSENT = 'are there and not here: run "import -- textit" with --run';
const ONLY_HERE =
  'want no messages here and are not stopped or blocked there: "import -- return --opt-outs" blocks them';
const GONE = 'were deleted there and are still here: delete them here, if they asked for it';
const NOT_READY = 'Not ready to switch.';

function findingsOf({ there, here }: Pair, deleted: ReadonlySet<string>): readonly string[] {
  if (here === null) return [ABSENT];
  if (there === null) return deleted.has(here.uuid) ? [GONE] : [];
  if (wantsNone(there) === wantsNone(here)) return [];
  return [wantsNone(there) ? LOST : ONLY_HERE];
}

/** Rows of the report: the property, and its text on both sides. */
function rowsOf({ there, here }: Pair, deleted: ReadonlySet<string>): readonly [string, string, string][] {
  if (there && here)
    return differing({ there, here }).map((property) => [property, textIn(there, property), textIn(here, property)]);
  const absent = deleted.has(here?.uuid ?? '') ? 'deleted' : 'absent';
  return [['contact', there ? textIn(there, 'status') : absent, here ? textIn(here, 'status') : absent]];
}

const textIn = ({ values }: Person, property: string): string => values[property] ?? '';

const counted = (counts: Counts = new Map()): string =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([what, people]) => `${what} ${people}`)
    .join(', ') || 'none';

async function compareGroups(source: Api, target: Api, say: Say): Promise<void> {
  const sizesOf = async (api: Api) =>
    new Map((await allOf<{ name: string; count: number }>(api, 'groups.json')).map(({ name, count }) => [name, count]));
  const there = await sizesOf(source);
  const here = await sizesOf(target);
  const names = [...new Set([...there.keys(), ...here.keys()])].filter((name) => there.get(name) !== here.get(name));
  const sizes = names.map((name) => `${name} ${there.get(name) ?? 'absent'} there, ${here.get(name) ?? 'absent'} here`);
  say(`groups that differ: ${sizes.join('; ') || 'none'}`);
}

/** A new CSV in the data folder, for the owner alone: it has names and addresses. */
function openReport(dataDir: string) {
  const folder = join(dataDir, 'compared');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${new Date().toISOString().replaceAll(':', '-')}.csv`);
  const file = openSync(path, 'wx', 0o600);
  const write = (row: readonly string[]) => void writeSync(file, stringify([row]));
  write(HEADER);
  return { path, write, close: () => closeSync(file) };
}
