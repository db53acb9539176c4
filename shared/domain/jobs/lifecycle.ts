import { ENDED, type Job, type JobStatus } from './job.ts';
import { kindOf } from './kinds/index.ts';

export type RunRefusal = 'not_ready' | 'wrong_token' | 'wrong_count';

/**
 * Why a previewed job may not run, or null when it may. Some kinds need the number of contacts, and any may be given it:
 * it proves that the caller has seen how many there are, and the manifest is still the one that they saw.
 */
export function refuseRun(job: Job, given: { token: string; count: number | null }): RunRefusal | null {
  if (job.status !== 'ready') return 'not_ready';
  if (given.token !== job.token) return 'wrong_token';
  const countNeeded = kindOf(job).countToRun || given.count !== null;
  return countNeeded && given.count !== job.total ? 'wrong_count' : null;
}

/** The status of a job whose last page was just frozen: over no contacts it is done, a preview waits, others go on. */
export function frozenStatus(total: number, preview: boolean): JobStatus {
  if (total === 0) return 'completed';
  return preview ? 'ready' : 'queued';
}

/** Statuses from which each action leads on; from any other it is refused. */
export const PAUSABLE: readonly JobStatus[] = ['queued', 'started'];
export const INTERRUPTIBLE: readonly JobStatus[] = ['pending', 'ready', 'queued', 'started', 'paused'];
/** A job that is paused while its last slice is under way is done all the same. */
export const COMPLETABLE: readonly JobStatus[] = ['queued', 'started', 'paused'];

/** True while workers may take slices of the job. */
export const isRunning = ({ status }: Job): boolean => status === 'queued' || status === 'started';

export const hasEnded = ({ status }: Job): boolean => ENDED.has(status);

/** All slices are accounted for and nothing is left but to say so. */
export const isDone = (job: Job): boolean =>
  COMPLETABLE.includes(job.status) && job.total !== null && job.slices.done === job.slices.total;
