/** What a halt of the projection does to jobs that write meanwhile: the rule of ADR 032, slice by slice. */
import { secondsToHold } from '../../shared/domain/jobs/hold-back.ts';
import { SLICE_SIZE } from '../../shared/domain/jobs/job.ts';

interface Halted {
  readonly contacts: number;
  /** Jobs over as many contacts each, at the same time. */
  readonly jobs: number;
  /** Contacts a second of all workers together, and of the stream's function. */
  readonly workers: number;
  readonly projection: number;
  /** Seconds from the start at which the function stands still. */
  readonly from: number;
  readonly to: number;
}

interface Course {
  /** Seconds until all contacts are changed, and until all changes are projected. */
  readonly changed: number;
  readonly projected: number;
  /** Contacts that were changed while the function stood still. */
  readonly meanwhile: number;
  /** The largest age of a change that was not projected, in seconds: the stream keeps a day. */
  readonly lag: number;
}

const LANES = 9;

/** A slice whose turn it is at a time, after it was held for so many seconds. */
interface Turn {
  readonly at: number;
  readonly held: number;
}

/** Goes through all slices in the order of time. The projection takes changes in their order, at its own rate. */
export function courseOf({ contacts, jobs, workers, projection, from, to }: Halted): Course {
  const seconds = SLICE_SIZE / workers;
  const turns: Turn[] = Array.from({ length: LANES * jobs }, () => ({ at: 0, held: 0 }));
  let left = Math.ceil((contacts * jobs) / SLICE_SIZE);
  let busyUntil = 0;
  let meanwhile = 0;
  let lag = 0;
  let through = 0;
  /** When each slice that is written but not projected was written, the oldest first. */
  const written: number[] = [];
  const projectUntil = (now: number): void => {
    for (let [first] = written; first !== undefined; [first] = written) {
      const begun = outside(Math.max(through, first), from, to);
      const ended = begun + SLICE_SIZE / projection;
      if (ended > now) return;
      lag = Math.max(lag, ended - first);
      through = ended;
      written.shift();
    }
  };
  while (left > 0) {
    const { at, held } = turns.shift() as Turn;
    projectUntil(at);
    const behind = at - (written[0] ?? at);
    const hold = secondsToHold(behind * 1_000_000, held);
    if (hold === 0) {
      busyUntil = Math.max(busyUntil, at) + seconds;
      if (busyUntil > from && busyUntil < to) meanwhile += SLICE_SIZE;
      written.push(busyUntil);
      left--;
    }
    insert(turns, hold === 0 ? { at: busyUntil, held: 0 } : { at: at + hold, held: held + hold });
  }
  projectUntil(Number.POSITIVE_INFINITY);
  return { changed: busyUntil, projected: through, meanwhile, lag };
}

const outside = (time: number, from: number, to: number): number => (time >= from && time < to ? to : time);

function insert(turns: Turn[], turn: Turn): void {
  const later = turns.findLastIndex(({ at }) => at <= turn.at);
  turns.splice(later + 1, 0, turn);
}
