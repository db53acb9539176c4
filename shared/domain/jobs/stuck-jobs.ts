import { type Instant, instant } from '../instant.ts';
import type { Job } from './job.ts';
import { isRunning } from './lifecycle.ts';

/** Without progress for this long, a job's messages may be lost. */
const PATIENCE_MICROS = 120_000_000;
/** One that waits for the stream has its messages put off for up to a quarter of an hour. */
const PATIENCE_BEHIND_MICROS = 1_200_000_000;
/** 2 minutes doubled nine times are 17 hours: a long queue should not be filled with copies. */
const MOST_DOUBLINGS = 9;

interface Watched extends Job {
  readonly nudges: number;
  readonly nudgedOn: Instant | null;
}

export const shouldMove = (job: Job): boolean => job.status === 'pending' || isRunning(job);

/** Whether a job has made no progress for 2 minutes, doubled after each nudge without effect. */
export function isStuck(job: Watched, now: Instant): boolean {
  if (!shouldMove(job)) return false;
  const since = Math.max(job.modifiedOn, job.nudgedOn ?? 0);
  const patience = job.waitingFor ? PATIENCE_BEHIND_MICROS : PATIENCE_MICROS;
  return instant(since + patience * 2 ** Math.min(job.nudges, MOST_DOUBLINGS)) <= now;
}

/** Whether a job has waited for the stream for 20 minutes. */
export const waitsForLong = (job: Job, now: Instant): boolean =>
  Boolean(job.waitingFor) && shouldMove(job) && job.modifiedOn + PATIENCE_BEHIND_MICROS <= now;
