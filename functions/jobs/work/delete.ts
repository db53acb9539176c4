import { deleteContact, readContact, readContacts } from '../../../shared/data/contacts/index.ts';
import { ContentionError, type Data, eachOf } from '../../../shared/data/dynamo/index.ts';
import { type Contact, isTombstone, type Tombstone } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { refuseDelete, type Working } from '../../../shared/domain/jobs/rules.ts';
import { CHANGED, earlierVerdict, skipped, type Verdict } from '../../../shared/domain/jobs/verdict.ts';

/** Deletions under way at once: what one connection pool of the SDK (50) carries with room to spare. */
const AT_ONCE = 32;
/** A contact that is changed by others this often in a row is left to the slice's next delivery. */
const ATTEMPTS = 8;

/** Deletes for good those of the contacts that are archived when their turn comes. */
export async function deleteContacts(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  working: Working,
): Promise<ReadonlyMap<ContactId, Verdict>> {
  const read = await readContacts(data, workspace, uuids);
  const verdicts = new Map<ContactId, Verdict>();
  await eachOf(uuids, AT_ONCE, async (uuid) => {
    verdicts.set(uuid, await deleteOne(data, workspace, read.get(uuid) ?? null, working));
  });
  return verdicts;
}

async function deleteOne(
  data: Data,
  workspace: WorkspaceId,
  read: Contact | Tombstone | null,
  { assets, now, change }: Working,
): Promise<Verdict> {
  let item = read;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (item === null) return skipped('deleted');
    if (isTombstone(item)) return earlierVerdict(item, change) ?? skipped('deleted');
    const refusal = refuseDelete(item, assets);
    if (refusal !== null) return refusal;
    const { outcome } = await deleteContact(data, workspace, item, change, now);
    if (outcome === 'deleted') return CHANGED;
    item = await readContact(data, workspace, item.uuid, { consistent: true });
  }
  throw new ContentionError('A contact is changed by others faster than it can be deleted');
}
