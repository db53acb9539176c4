import type { Contact, Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { batchGet, type Data, getItem } from '../dynamo/index.ts';
import { fromContactItem } from './item.ts';
import { contactKey } from './keys.ts';
import type { ContactItem } from './schema.ts';

/** The contact, its tombstone, or null when it never existed. 0.5 read units (1 when consistent) for 4 KB. */
export async function readContact(
  data: Data,
  workspace: WorkspaceId,
  uuid: ContactId,
  options: { readonly consistent?: boolean } = {},
): Promise<Contact | Tombstone | null> {
  const { consistent = false } = options;
  const item = await getItem<ContactItem>(data, 'contacts', contactKey(workspace, uuid), { consistent });
  return item && fromContactItem(item);
}

/** The contacts that exist. 0.5 read units (1 when consistent) for 4 KB of each. */
export async function readContacts(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  options: { readonly consistent: boolean } = { consistent: false },
): Promise<ReadonlyMap<ContactId, Contact | Tombstone>> {
  const keys = [...new Set(uuids)].map((uuid) => contactKey(workspace, uuid));
  const contacts = (await batchGet<ContactItem>(data, 'contacts', keys, options)).map(fromContactItem);
  return new Map(contacts.map((contact) => [contact.uuid, contact]));
}
