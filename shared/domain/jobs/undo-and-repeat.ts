/** When a job can be undone or repeated: why not, in words for the caller, or null. */
import { addDays, type Instant } from '../instant.ts';
import type { Job } from './job.ts';
import { kindOf } from './kinds/index.ts';
import { hasEnded } from './lifecycle.ts';
import { areChangesSettled } from './settled-changes.ts';
import { sumOfTally } from './totals.ts';

/** History keeps what contacts were for longer, but after so long most of them have changed. */
const UNDO_DAYS = 30;

export function refuseUndo(job: Job, now: Instant): string | null {
  const { refuseUndo: refusal } = kindOf(job);
  if (refusal !== null) return refusal;
  if (!hasEnded(job) || job.endedOn === null) return 'Only a job that has ended can be undone: interrupt it first.';
  if (addDays(job.endedOn, UNDO_DAYS) <= now) return `A job can be undone for ${UNDO_DAYS} days after its end.`;
  const isWritten = job.startedOn === null || job.slices.done === job.slices.total;
  if (isWritten && job.totals.changed === 0) return 'The job has changed no contact: there is nothing to undo.';
  return isWritten || areChangesSettled(job.endedOn, now) ? null : UNDER_WAY;
}

const UNDER_WAY =
  'Slices that were under way when the job was interrupted may still change contacts: try again in two minutes.';

export function refuseRepeat(job: Job): string | null {
  if (job.origin !== 'api' && job.origin !== 'console')
    return 'What the service does by itself it also repeats by itself.';
  if (!hasEnded(job)) return 'Only a job that has ended can be repeated for the contacts that failed.';
  return sumOfTally(job.totals.failed) === 0 ? 'No contact of the job has failed: there is nothing to repeat.' : null;
}
