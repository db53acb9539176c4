import { isTombstone } from '../../domain/contacts/contact.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { messageKey, readContacts } from '../contacts/index.ts';
import { type Data, deleteAll } from '../dynamo/index.ts';
import type { Pointer } from './log.ts';

/**
 * Deletes messages whose contact is deleted: they were stored after its cleaning up, by a function that had read it
 * before. Returns the others. 1 read unit a contact, 1 write unit for each deleted message.
 */
export async function deleteOrphanedMessages<Entry extends Pointer>(
  data: Data,
  workspace: WorkspaceId,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const contacts = entries.map(({ contact }) => contact);
  const found = await readContacts(data, workspace, contacts, { consistent: true });
  const isLate = ({ contact }: Entry): boolean => {
    const owner = found.get(contact);
    return owner !== undefined && isTombstone(owner);
  };
  const late = entries.filter(isLate).map(({ contact, message }) => messageKey(workspace, contact, message));
  await deleteAll(data, 'contacts', late);
  return entries.filter((entry) => !isLate(entry));
}
