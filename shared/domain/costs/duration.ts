import { LANES } from '../limits/lanes.ts';
import measured from './measured.ts';

/** What decides how long a job takes. */
interface Extent {
  readonly contacts: number;
  readonly slices: number;
  /** Of the job itself. */
  readonly writeUnits: number;
}

/** Slices that are done at a time, and how much longer than by the model jobs took here. */
export interface Pace {
  readonly workers: number;
  readonly slowness: number;
}

const { seconds } = measured;

/** How fast AWS is: nothing limits the lanes of a job. */
export const FULL_PACE: Pace = { workers: LANES, slowness: 1 };

/**
 * Seconds that a job takes once it runs, with nothing else to do: each lane does one slice after another, and a
 * workspace takes so many contacts a second at most (ADR 032).
 */
export function durationOf({ contacts, slices, writeUnits }: Extent, { workers, slowness }: Pace = FULL_PACE): number {
  if (contacts === 0) return 0;
  const work = slices * seconds.slice + contacts * seconds.contact + writeUnits * seconds.writeUnit;
  const lanes = Math.min(LANES, workers, slices);
  // The last round may not fill all lanes.
  const rounds = Math.ceil(slices / lanes);
  return slowness * Math.max((rounds * work) / slices, contacts / seconds.contactsOfWorkspace);
}
