import { durationOf, type Pace } from './duration.ts';
import type { Foreseen } from './forecast.ts';
import measured from './measured.ts';
import { type JobWork, unitsPrice, workPrice } from './work.ts';

export interface Estimate {
  /** Of the job itself with its preview: what its `capacity` will show. */
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Everything AWS bills for it: also what follows from its changes, queues and functions. */
  readonly usd: number;
  /** Once it runs, with nothing else to do. */
  readonly seconds: number;
}

const { slice, startSlice, start, asked, run, file, part } = measured;

type Units = { readonly readUnits: number; readonly writeUnits: number };

/** What kind of work a job is, as far as it matters for its cost. */
export interface WorkCosts {
  readonly on: JobWork['on'];
  readonly runsFlow: boolean;
}

interface Frozen extends WorkCosts {
  readonly total: number;
  readonly slices: number;
  /** What freezing consumed. */
  readonly capacity: Units;
  readonly foreseen: Foreseen;
  /** How fast jobs are here. */
  readonly pace?: Pace | undefined;
}

/** The estimate of a frozen job, from what each contact was foreseen to consume, and prices with their date. */
export function estimateOf({ total, slices, capacity, foreseen, pace, on, runsFlow }: Frozen): Estimate {
  const each = runsFlow ? startSlice : slice;
  const once = slices === 0 ? 0 : start.writeUnits + (on === 'export' ? file.writeUnits : 0);
  const units = {
    readUnits: capacity.readUnits + foreseen.reads + slices * each.readUnits,
    writeUnits: capacity.writeUnits + foreseen.writes + slices * each.writeUnits + once,
  };
  return {
    writeUnits: tenths(units.writeUnits),
    readUnits: tenths(units.readUnits),
    usd: priceOf({ ...units, follows: foreseen.follows, contacts: total, slices, on }),
    seconds: Math.ceil(durationOf({ contacts: total, slices, writeUnits: foreseen.writes }, pace)),
  };
}

interface Priced extends Units, Omit<JobWork, 'writeUnits'> {
  /** Write units of what follows from its changes. */
  readonly follows: number;
}

/** Everything that AWS bills for a job, in dollars: also asking for it, what follows from it, queues and functions. */
export function priceOf({ readUnits, writeUnits, follows, slices, ...work }: Priced): number {
  const beside = slices === 0 ? asked : sumOfUnits(asked, run);
  const everything = sumOfUnits({ readUnits, writeUnits: writeUnits + follows }, beside);
  const price = unitsPrice(everything) + workPrice({ ...work, slices, writeUnits: everything.writeUnits });
  return Number(price.toPrecision(3));
}

/** The estimate of a job that writes its slices in so many more parts, and waits for so many seconds between them. */
export function withParts(estimate: Estimate, parts: number, waits: number): Estimate {
  const more = { readUnits: parts * part.readUnits, writeUnits: parts * part.writeUnits };
  return {
    writeUnits: estimate.writeUnits + more.writeUnits,
    readUnits: estimate.readUnits + more.readUnits,
    usd: Number((estimate.usd + unitsPrice(more)).toPrecision(3)),
    seconds: estimate.seconds + waits,
  };
}

const sumOfUnits = (one: Units, other: Units): Units => ({
  readUnits: one.readUnits + other.readUnits,
  writeUnits: one.writeUnits + other.writeUnits,
});

const tenths = (units: number): number => Math.ceil(units * 10) / 10;
