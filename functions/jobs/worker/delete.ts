import { deleteContact, readContacts } from '../../../shared/data/contacts/index.ts';
import { type Data, eachAlone } from '../../../shared/data/dynamo/index.ts';
import type { Contact, Tombstone } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../../shared/domain/ids.ts';
import type { DeleteContact } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Working } from '../../../shared/domain/jobs/rules.ts';
import { CHANGED, earlierVerdict, skipped, type Verdict } from '../../../shared/domain/jobs/verdict.ts';

/** Deletions under way at once: what one connection pool of the SDK (50) carries with room to spare. */
const AT_ONCE = 32;

/** Deletes for good those of the contacts that are archived when their turn comes. */
export async function deleteContacts(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  operation: DeleteContact,
  working: Working,
): Promise<ReadonlyMap<ContactId, Verdict>> {
  const read = await readContacts(data, workspace, uuids);
  const verdicts = new Map<ContactId, Verdict>();
  await eachAlone(uuids, AT_ONCE, async (uuid) => {
    verdicts.set(uuid, await deleteOne(data, workspace, read.get(uuid) ?? null, operation, working));
  });
  return verdicts;
}

async function deleteOne(
  data: Data,
  workspace: WorkspaceId,
  read: Contact | Tombstone | null,
  operation: DeleteContact,
  { assets, now, change }: Working,
): Promise<Verdict> {
  if (read === null) return skipped('deleted');
  const deletion = { change, now, read };
  const deleted = await deleteContact(data, workspace, read.uuid, deletion, (contact) =>
    operation.refuse(contact, assets),
  );
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
