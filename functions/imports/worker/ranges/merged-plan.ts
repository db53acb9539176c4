import { randomUUID } from 'node:crypto';
import { NOTHING_FORESEEN, sumOfForeseen } from '../../../../shared/domain/costs/forecast.ts';
import type { Plan, RangeFiles } from '../../../../shared/domain/imports/plan.ts';
import { Problems } from '../../../../shared/domain/imports/problems.ts';
import { readAhead } from '../../../../shared/services/exports/read-ahead.ts';
import type { FileRuntime } from '../../../../shared/services/runtime.ts';
import { ImportColumns } from '../plan/columns.ts';
import { decideConsent } from '../plan/consent.ts';
import { planOfRows } from '../plan/make-plan.ts';
import type { NewAssets } from '../plan/new-assets.ts';
import { NOTHING_PULLED } from '../plan/pulled-assets.ts';
import { MOST_LOST_SHOWN, SHOWN } from '../plan/refused-rows.ts';
import type { WrittenRows } from '../plan/write-rows.ts';
import { FileError } from '../read/limits.ts';
import { type MadeRange, rangeKeys, readNote } from './notes.ts';
import { newAssetsOf, type Ranged } from './read-range.ts';

/** The plan of all ranges, as of files that are read as a whole. Throws the FileError of the first that has one. */
export async function mergedPlan(
  { files }: FileRuntime,
  { imported, job, listings, scanned }: Ranged,
  again: ReadonlySet<number>,
): Promise<Plan> {
  const { assets, now, starts } = scanned;
  const columns = new ImportColumns(imported, assets, now, scanned.columns);
  const consent = decideConsent(listings, columns, imported);
  const newAssets = newAssetsOf(scanned, listings, columns);
  const problems = new Problems();
  const keys = rangeKeys(job);
  const ranges: RangeFiles[] = [];
  let readUnits = 0;
  let all: WrittenRows = { ...NOTHING, rowsOf: listings.map(() => 0) };
  const read = (range: number) => readNote(files, keys.made(range, again.has(range)));
  for await (const note of readAhead(starts.length, read)) {
    if (note === null) throw new FileError({ code: 'import_gone' });
    if ('problem' in note) throw new FileError(note.problem);
    addAssets(newAssets, note);
    for (const { refused, mend, rows } of note.problems) problems.add(refused, mend, rows);
    all = sumOf(all, note, starts[ranges.length]?.file ?? 0);
    const { attempt, parts, refusedParts, named } = note;
    ranges.push({ attempt, parts, refusedParts, named });
    readUnits += note.readUnits;
  }
  const planning = { imported, assets, now };
  const of = { planning, columns, consent, newAssets, pulled: NOTHING_PULLED, problems };
  return { ...planOfRows(all, of), attempt: randomUUID(), ranges, readUnits };
}

const NOTHING: Omit<WrittenRows, 'rowsOf'> = {
  ...{ rows: 0, created: 0, updated: 0, unchanged: 0, invalid: 0, duplicates: 0 },
  foreseen: { created: NOTHING_FORESEEN, updated: NOTHING_FORESEEN, unchanged: NOTHING_FORESEEN },
  optOuts: { found: 0, given: 0, kept: 0, overtaken: 0, notFound: 0 },
  lostRows: [],
  ...{ refused: [], parts: 0, refusedParts: 0, named: 0 },
};

function sumOf(all: WrittenRows, note: MadeRange, file: number): WrittenRows {
  const sum = (count: Counted): number => (all[count] ?? 0) + (note[count] ?? 0);
  const foreseen = (fate: 'created' | 'updated' | 'unchanged') =>
    sumOfForeseen(all.foreseen?.[fate] ?? NOTHING_FORESEEN, note.foreseen?.[fate] ?? NOTHING_FORESEEN);
  return {
    rowsOf: all.rowsOf.map((rows, at) => (at === file ? rows + note.rows : rows)),
    ...{ rows: sum('rows'), created: sum('created'), updated: sum('updated'), unchanged: sum('unchanged') },
    ...{ invalid: sum('invalid'), duplicates: sum('duplicates') },
    ...{ parts: sum('parts'), refusedParts: sum('refusedParts'), named: sum('named') },
    foreseen: { created: foreseen('created'), updated: foreseen('updated'), unchanged: foreseen('unchanged') },
    optOuts: addedUp(all.optOuts, note.optOuts),
    lostRows: [...(all.lostRows ?? []), ...(note.lostRows ?? [])].slice(0, MOST_LOST_SHOWN),
    refused: [...all.refused, ...note.refused].slice(0, SHOWN),
  };
}

const addedUp = (one: Plan['optOuts'], other: Plan['optOuts']): Plan['optOuts'] => ({
  found: (one.found ?? 0) + (other.found ?? 0),
  given: one.given + other.given,
  kept: one.kept + other.kept,
  overtaken: (one.overtaken ?? 0) + (other.overtaken ?? 0),
  notFound: (one.notFound ?? 0) + (other.notFound ?? 0),
});

type Counted =
  | 'rows'
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'invalid'
  | 'duplicates'
  | 'parts'
  | 'refusedParts'
  | 'named';

/** In the order of the rows that named them first. Throws FileError above a workspace's limits. */
function addAssets(newAssets: NewAssets, { newFields, newGroups, smart }: MadeRange): void {
  for (const { name, type } of newFields) newAssets.field(name, type);
  for (const name of newGroups) newAssets.group(name);
  for (const name of smart) newAssets.smart.add(name);
}
