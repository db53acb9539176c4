import type { Foreseen } from './forecast.ts';
import measured from './measured.ts';
import { queuesAndFunctions, unitsPrice } from './work.ts';

export interface Estimate {
  /** Of the job itself with its preview: what its `capacity` will show. */
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Everything AWS bills for it: also what follows from its changes, queues and functions. */
  readonly usd: number;
  /** Once it runs, with nothing else to do. */
  readonly seconds: number;
}

const { slice, contactsASecond, workers } = measured;

/** The estimate of a frozen job, from measured units, and prices with their date. */
export function estimateOf({
  total,
  slices,
  capacity,
  foreseen,
  reads,
}: {
  readonly total: number;
  readonly slices: number;
  readonly capacity: { readonly readUnits: number; readonly writeUnits: number };
  readonly foreseen: Foreseen;
  /** Read units for each contact (`readsOf`). */
  readonly reads: number;
}): Estimate {
  const readUnits = capacity.readUnits + total * reads + slices * slice.readUnits;
  const writeUnits = capacity.writeUnits + foreseen.writes + slices * slice.writeUnits;
  const everything = { readUnits, writeUnits: writeUnits + foreseen.follows };
  return {
    writeUnits: tenths(writeUnits),
    readUnits: tenths(readUnits),
    usd: Number((unitsPrice(everything) + queuesAndFunctions(total)).toPrecision(3)),
    seconds: total === 0 ? 0 : Math.ceil(total / rateOf(slices)),
  };
}

/** Contacts a second, with so many slices at a time. */
const rateOf = (slices: number): number =>
  Math.min(contactsASecond.workspace, contactsASecond.worker * Math.min(slices, workers));

const tenths = (units: number): number => Math.ceil(units * 10) / 10;
