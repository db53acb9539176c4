import { addDays, type Instant, instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { isApprovalExpired } from './approval.ts';
import { ENDED, type Job, type JobStatus } from './job.ts';
import { kindOf } from './kinds/index.ts';
import { isAhead } from './scheduled-start.ts';
import { sumOf } from './totals.ts';

/** Work is done after two minutes: one for a function's change, and one for clocks. */
const UNDER_WAY_MICROS = 120_000_000;

/** Whether all work in progress at a time is done. */
export const areChangesSettled = (time: Instant, now: Instant): boolean => instant(time + UNDER_WAY_MICROS) <= now;

/** Why a preview may not run, or null. A given number proves that the caller has seen this manifest's count. */
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

export const isLarge = ({ confirmAbove }: Pick<Job, 'confirmAbove'>, contacts: number): boolean =>
  confirmAbove !== null && contacts > confirmAbove;

/** The status after the last page was frozen: done without contacts, else `ready`, `waiting` or `queued`. */
export function frozenStatus(total: number, job: Pick<Job, 'preview' | 'notBefore'>, now: Instant): JobStatus {
  if (total === 0) return 'completed';
  if (job.preview) return 'ready';
  return isAhead(job, now) ? 'waiting' : 'queued';
}

/** The statuses in which each action is possible; it is refused in any other. */
export const PAUSABLE: readonly JobStatus[] = ['queued', 'started'];
export const INTERRUPTIBLE: readonly JobStatus[] = [
  'pending',
  'ready',
  'awaiting_approval',
  'waiting',
  'queued',
  'started',
  'paused',
];
/** A job that is paused during its last slice is completed all the same. */
export const COMPLETABLE: readonly JobStatus[] = ['queued', 'started', 'paused'];

/** While workers may take slices of the job. */
export const isRunning = ({ status }: Job): boolean => status === 'queued' || status === 'started';

export const hasEnded = ({ status }: Job): boolean => ENDED.has(status);

/** All slices are accounted for, and the job can be completed. */
export const isDone = (job: Job): boolean =>
  COMPLETABLE.includes(job.status) && job.total !== null && job.slices.done === job.slices.total;

/** Its slices are done, and its last step is still to do. */
export const awaitsEnd = (job: Job): boolean =>
  isDone(job) && kindOf(job).ends !== undefined && sumOf(job.totals) === job.total;

/** How long a token is valid, since a preview soon becomes outdated. */
const TOKEN_MICROS = 15 * 60_000_000;

/** Until when a preview may run or be selected: 15 minutes with its token, at most a day. Null for other jobs. */
export function previewedUntil(job: Job): Instant | null {
  if (!isUnrun(job)) return null;
  const { status, createdOn, modifiedOn } = job;
  const day = addDays(createdOn, 1);
  return status === 'pending' ? day : instant(Math.min(day, modifiedOn + TOKEN_MICROS));
}

/** Whether a job is a preview that was not run, or is still being selected for one. */
export const isUnrun = ({ preview, status }: Pick<Job, 'preview' | 'status'>): boolean =>
  preview && (status === 'pending' || status === 'ready');

/** Whether a preview was not run in time. It has ended, even before that is stored. */
export function isPreviewExpired(job: Job, now: Instant): boolean {
  const until = previewedUntil(job);
  return until !== null && until <= now;
}

/** A job as callers see it at a time: an expired preview, or one that nobody approved in time, has ended. */
export function asOf<J extends Job>(job: J, now: Instant): J {
  if (isApprovalExpired(job, now))
    return { ...job, status: 'interrupted', reason: 'unapproved', endedOn: job.approval?.until ?? null };
  if (!isPreviewExpired(job, now)) return job;
  return { ...job, status: 'interrupted', reason: 'expired', endedOn: previewedUntil(job) };
}
