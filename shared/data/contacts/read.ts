import type { Contact, Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { batchGet, type Data, getItem, type Key } from '../dynamo/index.ts';
import { type ContactItem, fromContactItem, GROUPS_ATTRIBUTES, groupsOfItem, type InGroups } from './item.ts';
import { contactKey } from './keys.ts';

interface ReadOptions {
  readonly consistent?: boolean;
  /** What this request has read already, consistent: of this contact, it is returned without a call. */
  readonly along?: { readonly key: Key; readonly item: Key | null } | null;
}

/** The contact, its tombstone, or null when it never existed. 0.5 read units (1 when consistent) for 4 KB. */
export async function readContact(
  data: Data,
  workspace: WorkspaceId,
  uuid: ContactId,
  { consistent = false, along = null }: ReadOptions = {},
): Promise<Contact | Tombstone | null> {
  const key = contactKey(workspace, uuid);
  const isRead = along?.key.pk === key.pk && along.key.sk === key.sk;
  const item = isRead
    ? (along.item as ContactItem | null)
    : await getItem<ContactItem>(data, 'contacts', key, { consistent });
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

/** In which groups contacts are that exist, without the rest of them, which has to be paid as well. */
export async function readMemberships(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
): Promise<ReadonlyMap<ContactId, InGroups>> {
  const keys = [...new Set(uuids)].map((uuid) => contactKey(workspace, uuid));
  const items = await batchGet<ContactItem>(data, 'contacts', keys, { attributes: GROUPS_ATTRIBUTES });
  return new Map(items.flatMap(inGroupsOf).map((one) => [one.uuid, one]));
}

const inGroupsOf = (item: ContactItem): InGroups | readonly [] => groupsOfItem(item) ?? [];
