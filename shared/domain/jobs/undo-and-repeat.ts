/** Why a job cannot be undone or repeated, or null. */
import { addDays, type Instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import type { Job } from './job.ts';
import { kindOf } from './kinds/index.ts';
import { hasEnded } from './lifecycle.ts';
import { areChangesSettled } from './settled-changes.ts';
import { sumOfTally } from './totals.ts';

/** History lasts longer, but by then most contacts have changed. */
const UNDO_DAYS = 30;

export function refuseUndo(job: Job, now: Instant): Refusal | null {
  const { refuseUndo: refusal } = kindOf(job);
  if (refusal !== null) return refusal;
  if (!hasEnded(job) || job.endedOn === null) return { code: 'undo_not_ended' };
  if (addDays(job.endedOn, UNDO_DAYS) <= now) return { code: 'undo_too_late', days: UNDO_DAYS };
  const isWritten = job.startedOn === null || job.slices.done === job.slices.total;
  if (isWritten && job.totals.changed === 0) return { code: 'undo_nobody' };
  return isWritten || areChangesSettled(job.endedOn, now) ? null : { code: 'undo_too_soon' };
}

export function refuseRepeat(job: Job): Refusal | null {
  if (job.origin !== 'api' && job.origin !== 'console') return { code: 'repeat_by_itself' };
  if (!hasEnded(job)) return { code: 'repeat_not_ended' };
  return sumOfTally(job.totals.failed) === 0 ? { code: 'repeat_nobody' } : null;
}
