import { apply } from '../contacts/apply.ts';
import type { PastVersion } from '../contacts/undo/past-versions.ts';
import { undoingOf } from '../contacts/undo/undoing.ts';
import type { ContactId } from '../ids.ts';
import type { Job } from './job.ts';
import type { UndoJob, Working } from './kinds/index.ts';
import { decisionOf, type Rule } from './rules.ts';
import { skipped } from './verdict.ts';

/**
 * The rule of a job that undoes another. `past` is the history of its contacts since that job was made, the oldest version first; a contact
 * that is changed meanwhile is compared with what that job left all the same.
 */
export function undoing(
  operation: UndoJob,
  past: ReadonlyMap<ContactId, readonly PastVersion[]>,
  { work }: Job,
  { assets, now, change }: Working,
): Rule {
  const { job, wasUndo, creates } = operation.undone(work);
  // Whom a file says to have opted out did so themselves, as who had before an undo.
  const keepsOptOuts = wasUndo || creates;
  return (contact, taken) => {
    const undone = undoingOf(contact, past.get(contact.uuid) ?? [], { job, keepsOptOuts, creates, assets });
    if (typeof undone === 'string') return skipped(undone);
    return decisionOf(apply(contact, [undone], assets, { now, change, taken }));
  };
}
