import { apply } from '../contacts/apply.ts';
import type { PastVersion } from '../contacts/undo/past-versions.ts';
import { undoingOf } from '../contacts/undo/undoing.ts';
import type { ContactId } from '../ids.ts';
import type { Job } from './job.ts';
import type { UndoJob, Working } from './kinds/index.ts';
import { decisionOf, type Rule } from './rules.ts';
import { skipped } from './verdict.ts';

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
