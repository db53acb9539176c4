import type { Instant } from '../instant.ts';
import { estimateAtRate } from './estimate-at-rate.ts';
import type { Checkpoint, Job, Paused } from './job.ts';
import { hasEnded, isRunning } from './lifecycle.ts';
import { sumOf } from './totals.ts';

export const NEVER_PAUSED: Paused = { since: null, until: null, micros: 0 };

/** The oldest age of the newest checkpoint: a rate covers the last 20 to 40 seconds. */
const WHILE_MICROS = 20_000_000;

export interface Progress {
  readonly done: number;
  /** Contacts a second, recently, or over all for an ended job; pauses do not count. Null: it does not move (yet). */
  readonly rate: number | null;
  /** Until completion at this rate, or null. */
  readonly secondsLeft: number | null;
}

/** The checkpoints after a worker's progress: at most two, the newest as that worker read the job. */
export function checkpointsAfter(read: Job, now: Instant): readonly Checkpoint[] {
  const newest = read.checkpoints.at(-1);
  if (newest !== undefined && now - newest.at < WHILE_MICROS) return read.checkpoints;
  return [...read.checkpoints.slice(-1), { at: read.modifiedOn, done: sumOf(read.totals) }];
}

/** A job's progress at a time, only from what it stores. */
export function progressOf(job: Job, now: Instant): Progress {
  const done = sumOf(job.totals);
  const since = sinceWhen(job);
  const until = job.endedOn ?? now;
  const moved = since === null ? 0 : done - since.done;
  const seconds = since === null ? 0 : (until - since.at - pausedFor(job, until)) / 1_000_000;
  const rate = moved > 0 && seconds > 0 ? moved / seconds : null;
  return { done, rate, secondsLeft: secondsLeft(job, done, rate) };
}

/** The checkpoint from which its rate counts, or null. */
function sinceWhen(job: Job): Checkpoint | null {
  const { startedOn, checkpoints, paused } = job;
  if (startedOn === null) return null;
  if (hasEnded(job)) return { at: startedOn, done: 0 };
  if (!isRunning(job)) return null;
  // A worker that began before a pause may have written earlier checkpoints.
  return checkpoints.find(({ at }) => at >= (paused.until ?? startedOn)) ?? null;
}

const pausedFor = (job: Job, until: Instant): number =>
  hasEnded(job) ? job.paused.micros + (job.paused.since === null ? 0 : until - job.paused.since) : 0;

/** Seconds that any job may take. Without an estimate it has one more for so many contacts. */
const FAIR = 300;
const CONTACTS_A_SECOND = 100;

/** Whether an ended job took more than twice what was foreseen, and some minutes. A pause does not count. */
export function isLate(job: Job): boolean {
  const { startedOn, endedOn, total } = job;
  if (startedOn === null || endedOn === null) return false;
  const foreseen = estimateAtRate(job)?.seconds;
  const fair = FAIR + (foreseen === undefined ? (total ?? 0) / CONTACTS_A_SECOND : 2 * foreseen);
  return (endedOn - startedOn - pausedFor(job, endedOn)) / 1_000_000 > fair;
}

function secondsLeft(job: Job, done: number, rate: number | null): number | null {
  if (job.status === 'completed') return 0;
  if (!isRunning(job) || job.total === null || rate === null) return null;
  return Math.ceil((job.total - done) / rate);
}

/** What changes when it is paused, and when it is resumed. */
export const pausedFrom = ({ paused }: Job, now: Instant) => ({ paused: { ...paused, since: now } });
export const resumedAt = ({ paused, totals }: Job, now: Instant) => ({
  paused: { since: null, until: now, micros: paused.micros + (paused.since === null ? 0 : now - paused.since) },
  checkpoints: [{ at: now, done: sumOf(totals) }],
});
export const startedAt = (now: Instant) => ({ startedOn: now, checkpoints: [{ at: now, done: 0 }] });
