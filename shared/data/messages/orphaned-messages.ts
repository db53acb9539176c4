import { isTombstone } from '../../domain/contacts/contact.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { messageKey, readContacts } from '../contacts/index.ts';
import { type Data, deleteAll } from '../dynamo/index.ts';
import type { Pointer } from './log.ts';

/** Deletes messages that were stored after their contact's cleaning up; returns the others. 1 read unit a contact. */
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
