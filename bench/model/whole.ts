/** Compares whole runs here (`runs.json`) with the model: their units, and how their time grows with their size. */
import measured from '../../shared/domain/costs/measured.ts';
import { table, whole } from '../support/table.ts';
import { demandOf } from './jobs.ts';
import { HERE, secondsFor } from './model.ts';
import type { Run } from './runs.ts';

/** Freezing a slice of 500: two items and the manifest, in a transaction. */
const FREEZING = 20;

/** Write units a contact of a run of so many, by the model. */
export function unitsOf({ what, contacts }: Pick<Run, 'what' | 'contacts'>): number {
  const { table: of, indexes } = demandOf(what);
  const slices = Math.ceil(contacts / measured.contactsInASlice);
  const changes = of + indexes.byFolder + indexes.byModified;
  const { slice, startSlice, asked, run } = measured;
  const closing = what === 'archive' ? startSlice.writeUnits : slice.writeUnits;
  const beside = asked.writeUnits + run.writeUnits + slices * (FREEZING + closing);
  return changes + (changes > 0 ? measured.counted : 0) + beside / contacts;
}

interface Compared extends Run {
  readonly unitsByModel: number;
  /** Times as long as the smallest run of its kind took, and would take by the model; null on a machine at work. */
  readonly grown: { readonly measured: number; readonly byModel: number } | null;
}

/** The service that is measured keeps some three busy; seconds of a fuller machine say nothing. */
const QUIET = 4;
const isQuiet = ({ load }: Run): boolean => load !== null && load <= QUIET;
const secondsOf = ({ seconds }: Run): number => seconds.selection + seconds.work;

/** Each run beside the model. */
export const comparedRuns = (runs: readonly Run[]): readonly Compared[] =>
  runs.map((run) => ({ ...run, unitsByModel: unitsOf(run), grown: isQuiet(run) ? grownFrom(runs, run) : null }));

function grownFrom(runs: readonly Run[], run: Run): Compared['grown'] {
  const same = runs.filter((one) => one.what === run.what && isQuiet(one));
  const least = same.reduce((smallest, one) => (one.contacts < smallest.contacts ? one : smallest), run);
  const byModel = (one: Run): number => secondsFor(one.contacts, demandOf(one.what), HERE);
  return { measured: secondsOf(run) / secondsOf(least), byModel: byModel(run) / byModel(least) };
}

/** The section of RESULTS.md. */
export const runsTable = (runs: readonly Run[]): string => `## Whole runs beside the model

\`npm run bench -- whole --sizes 3000,30000\`: each job to its end on the whole service here, until history, counts and the ledger have followed. Write units of all
functions; the model's sum is of changes, slices, and the job itself. Aims: units within 3 % (or 0.01), growth of time within 25 %. Of a machine
at work (a load above ${QUIET} before the run) only the units count, and the growth is left out.

${table([
  [
    '',
    'contacts',
    'on',
    'load before',
    'selection, s',
    'work, s',
    'all followed, s',
    'write units a contact',
    'by the model',
    'read units a contact',
    'times as long as the least',
    'by the model',
  ],
  ...comparedRuns(runs).map((run) => [
    run.what,
    whole(run.contacts),
    run.date,
    run.load === null ? '' : run.load.toFixed(1),
    ...[run.seconds.selection, run.seconds.work, run.seconds.settled].map((seconds) => seconds.toFixed(1)),
    ...[run.writeUnits, run.unitsByModel, run.readUnits].map((units) => units.toFixed(3)),
    ...[run.grown?.measured, run.grown?.byModel].map((times) => times?.toFixed(2) ?? ''),
  ]),
])}`;
