import { type Instant, instant } from '../instant.ts';
import { type Job, SLICE_SIZE } from './job.ts';
import type { Operation } from './kinds/index.ts';
import { LANES } from './lanes.ts';

/** Contacts a second: more than all workers together change. */
export const MOST_RATE = 5_000;
/** What one lane does without effort, half a slice every five seconds. */
const RATE_OF_LANE = 90;
/** Delays of messages are whole seconds. The longer the portions, the fewer there are, and the further the job stays below its rate. */
const SECONDS = [5, 4, 3, 2, 1];
const MINUTE = 60;

/** How a job with a `max_rate` goes: each lane does so many contacts at most, then waits. */
interface Pace {
  readonly lanes: number;
  /** Of one portion, at most. */
  readonly contacts: number;
  /** Contacts a second of one lane, waiting included. */
  readonly rate: number;
}

/**
 * The pace of a job; null for one without a limit. Within any minute there are as many contacts as a lane's rate gives for a minute, and one portion
 * more, which is being done when the minute begins: together no more than `max_rate` allows.
 */
export function paceOf({ maxRate, slices }: Pick<Job, 'maxRate' | 'slices'>): Pace | null {
  if (maxRate === null) return null;
  const lanes = Math.min(LANES, Math.ceil(maxRate / RATE_OF_LANE), Math.max(1, slices.total));
  const share = maxRate / lanes;
  const portions = SECONDS.map((seconds) => Math.max(1, Math.floor((MINUTE * share) / (MINUTE / seconds + 1))));
  const contacts = portions.find((count) => count <= SLICE_SIZE) ?? SLICE_SIZE;
  return { lanes, contacts, rate: share - contacts / MINUTE };
}

export const lanesOf = (job: Pick<Job, 'maxRate' | 'slices'>): number => paceOf(job)?.lanes ?? LANES;

/** Whole seconds that a lane waits after so many contacts; 0 in a job without a limit. */
export function secondsAfter(job: Pick<Job, 'maxRate' | 'slices'>, contacts: number): number {
  const pace = paceOf(job);
  return pace === null ? 0 : Math.ceil(contacts / pace.rate);
}

/** Whether slices of such jobs are done in portions: those of an export are parts of a file, and done whole. */
export const isDivided = ({ type }: Pick<Operation, 'type'>): boolean => type !== 'export';

/** Clocks of two machines. */
const LEEWAY_MICROS = 500_000;

/** Whether a lane has not waited long enough since so many contacts were done: another message of this lane will come. */
export const isTooEarly = (
  job: Pick<Job, 'maxRate' | 'slices'>,
  last: { readonly contacts: number; readonly at: Instant },
  now: Instant,
): boolean => instant(last.at + secondsAfter(job, last.contacts) * 1_000_000 - LEEWAY_MICROS) > now;
