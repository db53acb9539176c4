import { apply } from '../changes/apply.ts';
import type { PastVersion } from '../contacts/undo/past-versions.ts';
import { undoingOf } from '../contacts/undo/undoing.ts';
import type { ContactId } from '../ids.ts';
import { addDays, type Instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { skipped } from '../selection/verdict.ts';
import type { Job } from './job.ts';
import { kindOf, type UndoJob, type Working } from './kinds/index.ts';
import { areChangesSettled, hasEnded } from './lifecycle.ts';
import { decisionOf, type Rule } from './rules.ts';
import { sumOfTally } from './totals.ts';

/** The rule of an undo. `past` is its contacts' history since the undone job, oldest version first. */
export function undoing(
  operation: UndoJob,
  past: ReadonlyMap<ContactId, readonly PastVersion[]>,
  { work }: Job,
  { assets, now, change }: Working,
): Rule {
  const { job, wasUndo, creates, bringsBack = false } = operation.undone(work);
  // An opt-out in a file, or from before an undo, is the person's own.
  const keepsOptOuts = wasUndo || creates;
  return (contact, taken) => {
    const undone = undoingOf(contact, past.get(contact.uuid) ?? [], {
      job,
      keepsOptOuts,
      creates,
      bringsBack,
      assets,
    });
    if (typeof undone === 'string') return skipped(undone);
    return decisionOf(apply(contact, [undone], assets, { now, change, taken }));
  };
}

/** History lasts longer, but by then most contacts have changed. */
const UNDO_DAYS = 30;

/** Why a job cannot be undone, or null. */
export function refuseUndo(job: Job, now: Instant): Refusal | null {
  const { refuseUndo: refusal } = kindOf(job);
  if (refusal !== null) return refusal;
  if (!hasEnded(job) || job.endedOn === null) return { code: 'undo_not_ended' };
  if (addDays(job.endedOn, UNDO_DAYS) <= now) return { code: 'undo_too_late', days: UNDO_DAYS };
  const isWritten = job.startedOn === null || job.slices.done === job.slices.total;
  if (isWritten && job.totals.changed === 0) return { code: 'undo_nobody' };
  return isWritten || areChangesSettled(job.endedOn, now) ? null : { code: 'undo_too_soon' };
}

/** Why a job cannot be repeated, or null. */
export function refuseRepeat(job: Job): Refusal | null {
  if (job.origin !== 'api' && job.origin !== 'console') return { code: 'repeat_by_itself' };
  if (!hasEnded(job)) return { code: 'repeat_not_ended' };
  return sumOfTally(job.totals.failed) === 0 ? { code: 'repeat_nobody' } : null;
}
