/** What a night of a lifecycle policy takes, of which 100,000 of 10 million people are due. */
import { priceOf } from '../../shared/domain/costs/estimate.ts';
import { unitsPrice } from '../../shared/domain/costs/work.ts';
import { SLICE_SIZE } from '../../shared/domain/jobs/job.ts';
import { table } from '../support/table.ts';
import { type Demand, JOBS } from './jobs.ts';
import { COLD, secondsFor, WARM } from './model.ts';

const DUE = 100_000;
/** Units of a stage in a night in which nobody is due, held by test/functions/policies/budgets.test.ts. */
const IDLE = { readUnits: 8, writeUnits: 1 };
/** Read units that find a contact: an entry of the index (k/50), held by the same test. */
const FOUND = 1 / 50;

/** A job of the model, whose people are found by the index, as a stage finds them. */
function jobOf(name: string): Demand {
  const [job, flag] = [name, 'flag'].map((wanted) => JOBS.find((one) => one.name === wanted));
  if (job === undefined || flag === undefined) throw new Error(`The model has no ${name}`);
  return { ...job, chosen: { ...flag.chosen, read: FOUND } };
}

/** A mark alone: the contact and its entry of changes, and history. */
const mark = (): Demand => ({
  ...jobOf('flag'),
  table: 2,
  indexes: { byFolder: 0, byModified: 2 },
  partitions: { 'byModified, live': 2 },
  worker: 3,
});

const STAGES: readonly (readonly [what: string, job: Demand])[] = [
  ['tell, or stop sending', mark()],
  ['flag', jobOf('flag')],
  ['archive', jobOf('archive')],
  ['delete', jobOf('delete')],
];

const number = (units: number): string => Math.round(units).toLocaleString('en');

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;

const unitsOf = (job: Demand) => ({
  readUnits: DUE * (job.read + FOUND),
  writeUnits: DUE * (job.table + Object.values(job.indexes).reduce((sum, units) => sum + units, 0)),
});

/** Everything that AWS bills for 100,000 people of a stage. */
function dollarsOf(job: Demand): string {
  const work = { follows: 0, contacts: DUE, slices: Math.ceil(DUE / SLICE_SIZE), on: 'tables' } as const;
  return `$${priceOf({ ...unitsOf(job), ...work }).toFixed(2)}`;
}

function rowOf([what, job]: (typeof STAGES)[number]): readonly string[] {
  const { readUnits, writeUnits } = unitsOf(job);
  const times = [COLD, WARM].map((limits) => clock(secondsFor(DUE, job, limits)));
  return [what, number(DUE * FOUND), number(readUnits), number(writeUnits), ...times, dollarsOf(job)];
}

/** Read units for a contact that a night looks at, held by test/functions/policies/long/late.test.ts. */
/** Read units for a contact that a night looks at, held by test/functions/policies/long/late.test.ts. */
const LOOK = 0.52;
/** Contacts that the hourly run looks at in a second: 0.08 ms of a whole processor each, of which it has 0.29. */
const LOOKED_A_SECOND = 3_500;

function lookOf(what: string, people: number): readonly string[] {
  const units = { readUnits: people * LOOK, writeUnits: 1 + people / 5_000 };
  const time = clock(people / LOOKED_A_SECOND);
  const dollars = `$${unitsPrice(units).toFixed(2)}`;
  return [what, number(units.readUnits), number(units.readUnits), number(units.writeUnits), time, time, dollars];
}

/** A stage of a night over 10 million people, and the look before it. */
export const policiesTable = (): string =>
  table([
    ['10 M people', 'reads to find them', 'reads', 'writes', 'minutes, cold', 'minutes, warm', 'dollars'],
    ['nobody is due', '8', '8', '1', '0:01', '0:01', `$${unitsPrice(IDLE).toFixed(6)}`],
    lookOf('300,000 have changed since the night before', 300_000),
    lookOf('a policy was changed, so everybody is looked at', 10_000_000),
    ...STAGES.map(([what, job]) => rowOf([`${what}: 100,000 are due`, job])),
  ]);
