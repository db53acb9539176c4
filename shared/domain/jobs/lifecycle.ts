import { addDays, type Instant, instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { ENDED, type Job, type JobStatus } from './job.ts';
import { kindOf } from './kinds/index.ts';
import { isAhead } from './scheduled-start.ts';
import { sumOf } from './totals.ts';

/**
 * Why a previewed job may not run, or null when it may. Large ones and some kinds need the number of contacts, and any may be given it:
 * it proves that the caller has seen how many there are, and the manifest is still the one that they saw.
 */
export function refuseRun(
  job: Job,
  given: { readonly token: string; readonly count: number | null; readonly now: Instant },
): Refusal | null {
  if (isPreviewExpired(job, given.now)) return { code: 'preview_expired' };
  if (job.status !== 'ready') return { code: 'preview_not_ready' };
  if (given.token !== job.token) return { code: 'preview_token' };
  if (job.undecided !== undefined) return job.undecided;
  const countNeeded = isLarge(job, job.total ?? 0) || kindOf(job).countToRun?.(job.work) || given.count !== null;
  return countNeeded && given.count !== job.total ? { code: 'preview_changed' } : null;
}

/** Whether so many contacts are more than a job may change unseen. */
export const isLarge = ({ confirmAbove }: Pick<Job, 'confirmAbove'>, contacts: number): boolean =>
  confirmAbove !== null && contacts > confirmAbove;

/** The status of a job whose last page was just frozen: over no contacts it is done, a preview waits to be run, what is to begin later for its time; others go on. */
export function frozenStatus(total: number, job: Pick<Job, 'preview' | 'notBefore'>, now: Instant): JobStatus {
  if (total === 0) return 'completed';
  if (job.preview) return 'ready';
  return isAhead(job, now) ? 'waiting' : 'queued';
}

/** Statuses from which each action leads on; from any other it is refused. */
export const PAUSABLE: readonly JobStatus[] = ['queued', 'started'];
export const INTERRUPTIBLE: readonly JobStatus[] = ['pending', 'ready', 'waiting', 'queued', 'started', 'paused'];
/** A job that is paused while its last slice is under way is done all the same. */
export const COMPLETABLE: readonly JobStatus[] = ['queued', 'started', 'paused'];

/** True while workers may take slices of the job. */
export const isRunning = ({ status }: Job): boolean => status === 'queued' || status === 'started';

export const hasEnded = ({ status }: Job): boolean => ENDED.has(status);

/** All slices are accounted for and nothing is left but to say so. */
export const isDone = (job: Job): boolean =>
  COMPLETABLE.includes(job.status) && job.total !== null && job.slices.done === job.slices.total;

/** Its slices are done, and a function has the end of it still to do. */
export const awaitsEnd = (job: Job): boolean =>
  isDone(job) && kindOf(job).ends !== undefined && sumOf(job.totals) === job.total;

/** How long a token is good for: what the preview showed is hardly true for longer. */
const TOKEN_MICROS = 15 * 60_000_000;

/**
 * Until when a preview may be run, or its contacts may be selected: for 15 minutes once it has its token, for a day at most. Null for a
 * job that is no preview, has been run, or has ended. (A job that is ready was modified last when it became so.)
 */
export function previewedUntil(job: Job): Instant | null {
  if (!isUnrun(job)) return null;
  const { status, createdOn, modifiedOn } = job;
  const day = addDays(createdOn, 1);
  return status === 'pending' ? day : instant(Math.min(day, modifiedOn + TOKEN_MICROS));
}

/** Whether a job is a preview that has not been run, or its contacts are still being selected for one. */
export const isUnrun = ({ preview, status }: Pick<Job, 'preview' | 'status'>): boolean =>
  preview && (status === 'pending' || status === 'ready');

/** Whether a job is a preview that nobody has run in time. It has ended, even while it is not stored yet that it has. */
export function isPreviewExpired(job: Job, now: Instant): boolean {
  const until = previewedUntil(job);
  return until !== null && until <= now;
}

/** A job as callers see it at a time: an expired preview has ended. */
export const asOf = <J extends Job>(job: J, now: Instant): J =>
  isPreviewExpired(job, now) ? { ...job, status: 'interrupted', reason: 'expired', endedOn: previewedUntil(job) } : job;
