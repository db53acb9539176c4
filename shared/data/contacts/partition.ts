/** Everything under contacts' own keys. */
import type { Contact, Tombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { CONTACT_SK, type Data, eachOf, type Key, queryAll } from '../dynamo/index.ts';
import type { HistoryItem } from './history-entry.ts';
import { type ContactItem, fromContactItem } from './item.ts';
import { contactPk, EVENT_PREFIX } from './keys.ts';

const AT_ONCE = 16;

export interface Partition {
  readonly uuid: ContactId;
  readonly item: ContactItem | null;
  readonly contact: Contact | Tombstone | null;
  readonly history: readonly HistoryItem[];
  /** Its messages. */
  readonly others: readonly Key[];
}

/** Reads contacts with their history and messages: one query each, 0.5 read units for 4 KB (1 when consistent). */
export async function readPartitions(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  { consistent = false }: { readonly consistent?: boolean } = {},
): Promise<Partition[]> {
  const partitions: Partition[] = [];
  await eachOf([...new Set(uuids)], AT_ONCE, async (uuid) => {
    const items: Key[] = [];
    const query = { table: 'contacts', partition: contactPk(workspace, uuid), consistent } as const;
    for await (const item of queryAll<Key>(data, query)) items.push(item);
    partitions.push(partitionOfItems(uuid, items));
  });
  return partitions;
}

/** A contact with its history and messages, of all items under its key. */
export function partitionOfItems(uuid: ContactId, items: readonly Key[]): Partition {
  const item = (items.find(({ sk }) => sk === CONTACT_SK) as ContactItem | undefined) ?? null;
  const isEvent = ({ sk }: Key) => sk.startsWith(EVENT_PREFIX);
  return {
    uuid,
    item,
    contact: item && fromContactItem(item),
    history: items.filter(isEvent) as HistoryItem[],
    others: items.filter((one) => one.sk !== CONTACT_SK && !isEvent(one)),
  };
}
