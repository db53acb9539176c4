import { deleteContact, readContacts, STOP_BATCH } from '../../../shared/data/contacts/index.ts';
import { chunks, type Data, eachAlone } from '../../../shared/data/dynamo/index.ts';
import { noteErasing } from '../../../shared/data/erasures/index.ts';
import { type JobRecord, readInput } from '../../../shared/data/jobs/index.ts';
import { type Contact, isTombstone, type Tombstone } from '../../../shared/domain/contacts/contact.ts';
import { expectedHistory, foreseenOfDeletion } from '../../../shared/domain/costs/forecast.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { DeleteContact, Seen, Working } from '../../../shared/domain/jobs/kinds/index.ts';
import { leftByPolicy } from '../../../shared/domain/jobs/policy-rule.ts';
import { CHANGED, earlierVerdict, skipped, type Verdict } from '../../../shared/domain/selection/verdict.ts';

/** Concurrent deletions: what one connection pool of the SDK (50) carries with ease. */
const AT_ONCE = 32;

/** The contacts of a slice up to a place, the first of which are already accounted for. */
interface Portion {
  readonly uuids: readonly ContactId[];
  readonly done: number;
}

/** Deletes the contacts that are as they were when it was asked for; only the first ones, when the job stops. */
export async function deleteContacts(
  data: Data,
  job: JobRecord,
  portion: Portion,
  operation: DeleteContact,
  { goOn, ...working }: Working & { readonly goOn: () => Promise<boolean> },
): Promise<ReadonlyMap<ContactId, Verdict>> {
  const { uuids: all, done } = portion;
  const uuids = all.slice(done);
  // The slice's manifest is kept for ever, so each tombstone names its place there.
  const places = new Map(all.map((uuid, place) => [uuid, place]));
  const read = await readContacts(data, job.workspace, uuids);
  const { slice = 0 } = working.change;
  await noteErasing(data, job.workspace, { job: job.uuid, slice }, working.now);
  const refuse = refusing(job, operation, await seenOf(data, job, working), working);
  const verdicts = new Map<ContactId, Verdict>();
  for (const some of chunks(uuids, STOP_BATCH)) {
    if (verdicts.size > 0 && !(await goOn())) break;
    await eachAlone(some, AT_ONCE, async (uuid) => {
      const contact = read.get(uuid) ?? null;
      const place = places.get(uuid);
      const change = { ...working.change, ...(place !== undefined && { place }) };
      const verdict = await deleteOne(data, job, contact, refuse, { ...working, change });
      if (verdict === CHANGED) data.meter.addFollowing(followsOf(job, contact, working));
      verdicts.set(uuid, verdict);
    });
  }
  return verdicts;
}

/** What cleaning up after a deletion will write, as the preview found it, or as it usually is. */
function followsOf({ foreseen, total }: JobRecord, contact: Contact | Tombstone | null, { assets }: Working): number {
  if (foreseen.follows > 0 && total) return foreseen.follows / total;
  if (contact === null || isTombstone(contact)) return 0;
  return foreseenOfDeletion(contact, expectedHistory(contact, assets)).follows;
}

/** If any status may be deleted, the selection decides too: 1 read unit for the input. */
async function seenOf(data: Data, job: JobRecord, { assets }: Working): Promise<Seen> {
  const selection = assets.settings.deleteAnyStatus ? (await readInput(data, job)).selection : null;
  return { since: job.createdOn, selection };
}

const refusing =
  (job: JobRecord, operation: DeleteContact, seen: Seen, working: Working) =>
  (contact: Contact): Verdict | null => {
    const left = leftByPolicy(job, contact, working);
    return left === null ? operation.refuse(contact, working.assets, seen) : skipped(left);
  };

async function deleteOne(
  data: Data,
  { workspace }: JobRecord,
  read: Contact | Tombstone | null,
  refuse: (contact: Contact) => Verdict | null,
  { now, change }: Working,
): Promise<Verdict> {
  if (read === null) return skipped('deleted');
  // The read version may be old: the write is conditional, and decides again about a newer one.
  const deleted = await deleteContact(data, workspace, read.uuid, { change, now, read }, refuse);
  switch (deleted.outcome) {
    case 'deleted':
      return CHANGED;
    case 'missing':
      return skipped('deleted');
    case 'already_deleted':
      return earlierVerdict(deleted.tombstone, change) ?? skipped('deleted');
    case 'refused':
      return deleted.reason;
  }
}
