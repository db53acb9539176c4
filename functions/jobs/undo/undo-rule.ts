import { readHistorySince } from '../../../shared/data/contacts/index.ts';
import { BusyError, type Data } from '../../../shared/data/dynamo/index.ts';
import { type Contact, isTombstone, type Tombstone } from '../../../shared/domain/contacts/contact.ts';
import { isBehind, isUntold, type PastVersion } from '../../../shared/domain/contacts/undo/past-versions.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../shared/domain/instant.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import type { UndoJob, Working } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Rule } from '../../../shared/domain/jobs/rules.ts';
import { undoing } from '../../../shared/domain/jobs/undoing.ts';
import { earlierVerdict } from '../../../shared/domain/jobs/verdict.ts';

/** History comes through the stream, seconds later. What is missing after this time stays unknown. */
const LATE_MICROS = 15 * 60_000_000;
/** How far the clocks of writers may differ. */
const CLOCKS_MICROS = 60_000_000;

/**
 * How a job undoes another, with the history of some of its contacts: 0.5 read units each. Throws BusyError, to be
 * postponed, while the stream has not recorded the undone job's changes, or those of a later job.
 */
export async function undoRule(
  data: Data,
  job: Job,
  operation: UndoJob,
  read: Iterable<Contact | Tombstone>,
  working: Working,
): Promise<Rule> {
  const { job: undone, from, to } = operation.undone(job.work);
  const contacts = [...read].filter((item): item is Contact => !isTombstone(item));
  const left = contacts.filter((contact) => earlierVerdict(contact, working.change) === null);
  const past = await readHistorySince(data, job.workspace, left, { job: undone, since: before(from) });
  const isLate = (at: Instant) => working.now < at + LATE_MICROS;
  const late = left.filter((contact) => {
    const known = past.get(contact.uuid) ?? [];
    return (isLate(to) && isUntold(known, undone)) || (isLate(contact.modifiedOn) && isBehind(contact, known));
  });
  if (late.length > 0)
    throw new BusyError(`History of job ${undone} is not written yet, of ${late.length} contacts or more`);
  return undoing(operation, past as ReadonlyMap<ContactId, readonly PastVersion[]>, job, working);
}

const before = (at: Instant): Instant => instant(at - CLOCKS_MICROS);
