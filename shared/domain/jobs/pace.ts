import { type Instant, instant } from '../instant.ts';
import { LANES } from '../limits/lanes.ts';
import { type Job, SLICE_SIZE } from './job.ts';
import type { Operation } from './kinds/index.ts';

/** What a lane does easily: half a slice every five seconds. */
const RATE_OF_LANE = 90;
/** Message delays are whole seconds. Longer portions are fewer, but stay further below the rate. */
const SECONDS = [5, 4, 3, 2, 1];
const MINUTE = 60;

/** How a job with a `max_rate` runs: each lane does at most so many contacts, then waits. */
interface Pace {
  readonly lanes: number;
  /** Of one portion, at most. */
  readonly contacts: number;
  /** Contacts a second of one lane, with its waiting. */
  readonly rate: number;
}

/** A job's pace, or null: any minute has a lane's rate and one portion begun before, together `max_rate`. */
export function paceOf({ maxRate, slices }: Pick<Job, 'maxRate' | 'slices'>): Pace | null {
  if (maxRate === null) return null;
  const lanes = Math.min(LANES, Math.ceil(maxRate / RATE_OF_LANE), Math.max(1, slices.total));
  const share = maxRate / lanes;
  const portions = SECONDS.map((seconds) => Math.max(1, Math.floor((MINUTE * share) / (MINUTE / seconds + 1))));
  const contacts = portions.find((count) => count <= SLICE_SIZE) ?? SLICE_SIZE;
  return { lanes, contacts, rate: share - contacts / MINUTE };
}

export const lanesOf = (job: Pick<Job, 'maxRate' | 'slices'>): number => paceOf(job)?.lanes ?? LANES;

/** Seconds that a lane waits after so many contacts; 0 without a limit. */
export function secondsAfter(job: Pick<Job, 'maxRate' | 'slices'>, contacts: number): number {
  const pace = paceOf(job);
  return pace === null ? 0 : Math.ceil(contacts / pace.rate);
}

/** Whether slices are done in portions; those of an export are parts of a file, and done as a whole. */
export const isDivided = ({ type }: Pick<Operation, 'type'>): boolean => type !== 'export';

/** How far the clocks of two machines may differ. */
const LEEWAY_MICROS = 500_000;

/** Whether a lane has not waited long enough after so many contacts: another message will come. */
export const isTooEarly = (
  job: Pick<Job, 'maxRate' | 'slices'>,
  last: { readonly contacts: number; readonly at: Instant },
  now: Instant,
): boolean => instant(last.at + secondsAfter(job, last.contacts) * 1_000_000 - LEEWAY_MICROS) > now;
