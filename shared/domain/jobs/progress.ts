import type { Instant } from '../instant.ts';
import type { Checkpoint, Job, Paused } from './job.ts';
import { hasEnded, isRunning } from './lifecycle.ts';
import { sumOf } from './totals.ts';

export const NEVER_PAUSED: Paused = { since: null, until: null, micros: 0 };

/** How long ago the newest checkpoint may be: a rate is that of the last 20 to 40 seconds. */
const WHILE_MICROS = 20_000_000;

export interface Progress {
  readonly done: number;
  /** Contacts a second: lately, or of one that has ended, on the whole; without the time for which it was paused. Null: it does not move, or has not moved yet. */
  readonly rate: number | null;
  /** Until it is completed, at this rate; null when that cannot be said. */
  readonly secondsLeft: number | null;
}

/** The checkpoints of a job whose worker has just done something: two at most, of which the newest is as the job was when that worker read it. */
export function checkpointsAfter(read: Job, now: Instant): readonly Checkpoint[] {
  const newest = read.checkpoints.at(-1);
  if (newest !== undefined && now - newest.at < WHILE_MICROS) return read.checkpoints;
  return [...read.checkpoints.slice(-1), { at: read.modifiedOn, done: sumOf(read.totals) }];
}

/** How far a job is at a time, from nothing but what it stores. */
export function progressOf(job: Job, now: Instant): Progress {
  const done = sumOf(job.totals);
  const since = sinceWhen(job);
  const until = job.endedOn ?? now;
  const moved = since === null ? 0 : done - since.done;
  const seconds = since === null ? 0 : (until - since.at - pausedFor(job, until)) / 1_000_000;
  const rate = moved > 0 && seconds > 0 ? moved / seconds : null;
  return { done, rate, secondsLeft: secondsLeft(job, done, rate) };
}

/** From where on its rate is counted; null for a job of which there is none. */
function sinceWhen(job: Job): Checkpoint | null {
  const { startedOn, checkpoints, paused } = job;
  if (startedOn === null) return null;
  if (hasEnded(job)) return { at: startedOn, done: 0 };
  if (!isRunning(job)) return null;
  // A worker that began before a pause may have written checkpoints of its time.
  return checkpoints.find(({ at }) => at >= (paused.until ?? startedOn)) ?? null;
}

const pausedFor = (job: Job, until: Instant): number =>
  hasEnded(job) ? job.paused.micros + (job.paused.since === null ? 0 : until - job.paused.since) : 0;

function secondsLeft(job: Job, done: number, rate: number | null): number | null {
  if (job.status === 'completed') return 0;
  if (!isRunning(job) || job.total === null || rate === null) return null;
  return Math.ceil((job.total - done) / rate);
}

/** What changes when it is paused, and when it goes on. */
export const pausedFrom = ({ paused }: Job, now: Instant) => ({ paused: { ...paused, since: now } });
export const resumedAt = ({ paused, totals }: Job, now: Instant) => ({
  paused: { since: null, until: now, micros: paused.micros + (paused.since === null ? 0 : now - paused.since) },
  checkpoints: [{ at: now, done: sumOf(totals) }],
});
export const startedAt = (now: Instant) => ({ startedOn: now, checkpoints: [{ at: now, done: 0 }] });
