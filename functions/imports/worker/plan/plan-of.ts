import { NOTHING_FORESEEN, sumOfForeseen } from '../../../../shared/domain/costs/forecast.ts';
import { exampleOf } from '../../../../shared/domain/imports/example.ts';
import { FATES, type Plan, type RangeFiles } from '../../../../shared/domain/imports/plan.ts';
import { Problems } from '../../../../shared/domain/imports/problems.ts';
import type { Recalled } from '../../../../shared/domain/imports/recalled.ts';
import { ALL_OF_IT, type Candidate, refusingBy } from '../../../../shared/domain/imports/refusals.ts';
import { nameKey } from '../../../../shared/domain/workspace-names.ts';
import { FileError } from '../read/limits.ts';
import { ImportColumns } from './columns.ts';
import { decideConsent } from './consent.ts';
import type { NewAssets } from './new-assets.ts';
import type { MadeRange, RangeNote } from './notes.ts';
import { newAssetsOf, type Ranged } from './read-range.ts';
import { MOST_LOST_SHOWN, SHOWN } from './refused-rows.ts';
import { RowReader } from './row-reader.ts';
import { planWarnings } from './warnings.ts';
import type { WrittenRows } from './write-rows.ts';

/** The plan of an import by what was written of its ranges. Throws the FileError of the first that has one. */
export async function planOfRanges(
  of: Pick<Ranged, 'imported' | 'listings' | 'scanned'>,
  notes: AsyncIterable<RangeNote | null> | Iterable<RangeNote>,
): Promise<Plan> {
  const { imported, scanned } = of;
  const { assets, now } = scanned;
  const columns = new ImportColumns(imported, assets, now, scanned.columns);
  const { listings, candidates, asking, warnings } = decideConsent(of.listings, columns, imported);
  const { newAssets, pulled } = newAssetsOf(of, columns);
  const rows = new RowReader({ imported, assets, now }, columns);
  const problems = new Problems();
  const ranges: RangeFiles[] = [];
  let readUnits = 0;
  let all = nothingWritten(listings.length);
  for await (const note of notes) {
    if (note === null) throw new FileError({ code: 'import_gone' });
    if ('problem' in note) throw new FileError(note.problem);
    addAssets(newAssets, note);
    problems.addCounted(note.problems);
    all = sumOf(all, note);
    const { attempt, parts, refusedParts, named } = note;
    ranges.push({ attempt, parts, refusedParts, named });
    readUnits += note.readUnits;
  }
  const { rowsOf, ...written } = all;
  return {
    files: listings.map(({ name, format, optedOut, readings }, file) => ({
      name,
      format,
      rows: rowsOf[file] ?? 0,
      ...(optedOut && { optedOut }),
      ...(readings && { readings }),
    })),
    columns: shownColumns(columns, newAssets, rows, of),
    ...(scanned.columnsKey && { columnsKey: scanned.columnsKey }),
    ...(imported.recalled && { columnsFrom: fromOf(imported.recalled) }),
    candidates: candidates.map((one) => withOutcomes(one, rows)),
    asking,
    seen: columns.seen,
    ...written,
    problems: problems.all,
    newFields: newAssets.fields,
    newGroups: newAssets.groups,
    newSmartGroups: pulled.smart,
    warnings: [
      ...warnings,
      ...columns.warnings,
      ...planWarnings(listings, written, { imported, assets, columns, newAssets, pulled }),
    ],
    ranges,
    readUnits,
  };
}

const fromOf = ({ import: uuid, name, on }: Recalled) => ({ import: uuid, name, on });

/** A candidate with what each of its cells says as it is read, or as it would be. */
function withOutcomes(candidate: Candidate, rows: RowReader): Candidate {
  const how = candidate.how ?? candidate.proposal;
  if (how === null || how === ALL_OF_IT) return candidate;
  const refusing = refusingBy(how);
  return {
    ...candidate,
    values: candidate.values.map((one) => ({ ...one, out: rows.refusesBy(one.value, refusing) })),
  };
}

/** The columns, each with what its examples become. */
function shownColumns(
  columns: ImportColumns,
  newAssets: NewAssets,
  rows: RowReader,
  { scanned: { assets, now } }: Pick<Ranged, 'scanned'>,
): Plan['columns'] {
  const typeOf = (name: string) =>
    newAssets.names.field(name)?.type ?? columns.contents.types.get(nameKey(name)) ?? 'text';
  return columns.show().map(({ column, examples, ...shown }) => ({
    column,
    examples,
    ...shown,
    becomes: examples.map((cell) => {
      const row = rows.alone(column, cell);
      return row && exampleOf(row, columns.targetOf(column), { settings: assets.settings, now, typeOf });
    }),
  }));
}

const COUNTED = [
  ...(['rows', 'created', 'updated', 'unchanged', 'invalid', 'duplicates'] as const),
  ...(['parts', 'refusedParts', 'named'] as const),
];
const OPT_OUTS = [
  ...(['found', 'given', 'kept', 'overtaken', 'notFound'] as const),
  ...(['created_out', 'updated_out', 'unchanged_out'] as const),
] as const;

const byName = <Name extends string, Value>(names: readonly Name[], of: (name: Name) => Value) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;

const nothingWritten = (files: number): WrittenRows => ({
  ...byName(COUNTED, () => 0),
  foreseen: byName(FATES, () => NOTHING_FORESEEN),
  optOuts: byName(OPT_OUTS, () => 0),
  rowsOf: Array.from({ length: files }, () => 0),
  lostRows: [],
  refused: [],
});

const sumOf = (all: WrittenRows, note: MadeRange): WrittenRows => ({
  ...byName(COUNTED, (name) => all[name] + note[name]),
  foreseen: byName(FATES, (fate) => sumOfForeseen(all.foreseen[fate], note.foreseen[fate])),
  optOuts: byName(OPT_OUTS, (name) => all.optOuts[name] + note.optOuts[name]),
  rowsOf: all.rowsOf.map((rows, file) => rows + (note.rowsOf[file] ?? 0)),
  lostRows: [...all.lostRows, ...note.lostRows].slice(0, MOST_LOST_SHOWN),
  refused: [...all.refused, ...note.refused].slice(0, SHOWN),
});

/** In the order of the rows that named them first. Throws FileError above a workspace's limits. */
function addAssets(newAssets: NewAssets, { newFields, newGroups, smart }: MadeRange): void {
  for (const { name, type } of newFields) newAssets.field(name, type);
  for (const name of newGroups) newAssets.group(name);
  for (const name of smart) newAssets.smart.add(name);
}
