import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Pair, Person } from './people.ts';
import { differing, isOptOutMissing, type Say, type Sides } from './sides.ts';

type Counts = Map<string, number>;

const HEADER = ['contact', 'address', 'property', 'there', 'here'];

/**
 * Says what differs between the other side and this one, in counts, and writes each difference into a CSV of the data
 * folder, opt-outs first. Returns whether whoever is there is here, and no opt-out differs.
 */
export function compareSides(sides: Sides, say: Say): boolean {
  const counts = new Map<string, Counts>();
  const count = (of: string, what: string) => {
    const some = counts.get(of) ?? new Map<string, number>();
    counts.set(of, some.set(what, (some.get(what) ?? 0) + 1));
  };
  const { path, write, close } = openReport(sides.folder);
  for (const isFirst of [true, false])
    for (const pair of sides.people.pairs()) {
      if (isOptOutMissing(pair) !== isFirst) continue;
      for (const finding of findingsOf(pair, sides.deleted)) count('findings', finding);
      for (const side of ['there', 'here'] as const) if (pair[side]) count(side, pair[side].values['status'] ?? '');
      for (const [property, ...row] of rowsOf(pair, sides.deleted)) {
        count('differences', property);
        write([
          pair.there?.uuid ?? pair.here?.uuid ?? '',
          pair.there?.urns[0] ?? pair.here?.urns[0] ?? '',
          property,
          ...row,
        ]);
      }
    }
  close();
  for (const what of ['there', 'here', 'differences']) say(`${what}: ${counted(counts.get(what))}`);
  const sizesOf = ({ groups }: Sides['there']) => new Map(groups.map(({ name, count: people }) => [name, `${people}`]));
  say(`groups that differ: ${listOf(sizesOf(sides.there), sizesOf(sides.here))}`);
  const typesOf = ({ fields }: Sides['there']) => new Map(fields.map(({ name, type }) => [name, type]));
  say(`fields that differ: ${listOf(typesOf(sides.there), typesOf(sides.here))}`);
  say(`Each difference is in ${path}`);
  const findings = counts.get('findings') ?? new Map<string, number>();
  for (const [finding, people] of findings) say(`${people} ${finding}`);
  const ready = [LOST, ABSENT, ONLY_HERE].every((finding) => !findings.has(finding));
  say(ready ? 'Ready: whoever is there is here, and no opt-out differs.' : 'Not ready to switch.');
  return ready;
}

const LOST = 'want no messages there and are not stopped or blocked here: run "import -- textit" with --run';
const ABSENT = 'are there and not here: run "import -- textit" with --run';
const ONLY_HERE =
  'want no messages here and are not stopped or blocked there: "import -- return --opt-outs" blocks them';
const GONE = 'were deleted there and are still here: delete them here, if they asked for it';

function findingsOf({ there, here }: Pair, deleted: ReadonlySet<string>): readonly string[] {
  if (here === null) return [ABSENT];
  if (there === null) return deleted.has(here.uuid) ? [GONE] : [];
  if (!isOptOutMissing({ there, here })) return [];
  return [there.wantsNone ? LOST : ONLY_HERE];
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

const listOf = (there: ReadonlyMap<string, string>, here: ReadonlyMap<string, string>): string =>
  [...new Set([...there.keys(), ...here.keys()])]
    .filter((name) => there.get(name) !== here.get(name))
    .map((name) => `${name} ${there.get(name) ?? 'absent'} there, ${here.get(name) ?? 'absent'} here`)
    .join('; ') || 'none';

/** A new CSV in the data folder, for the owner alone: it has names and addresses. */
function openReport(folder: string) {
  const path = join(folder, `${new Date().toISOString().replaceAll(':', '-')}.csv`);
  const file = openSync(path, 'wx', 0o600);
  const write = (row: readonly string[]) => void writeSync(file, stringify([row], { escape_formulas: true }));
  write(HEADER);
  return { path, write, close: () => closeSync(file) };
}
