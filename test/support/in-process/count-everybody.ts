import { type ContactItem, fromContactItem } from '../../../shared/data/contacts/item.ts';
import { parseContactPk } from '../../../shared/data/contacts/keys.ts';
import { countsPk } from '../../../shared/data/counts/items.ts';
import { recordBatch } from '../../../shared/data/counts/record.ts';
import { scanPage } from '../../../shared/data/dynamo/format.ts';
import { CONTACT_SK, type Data, deleteAll, type Key, queryAll } from '../../../shared/data/dynamo/index.ts';
import type { Transition } from '../../../shared/domain/contacts/counts.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import type { Instant } from '../../../shared/domain/instant.ts';

/** Has the counts say what the table holds, as if the stream had brought each contact's creation and last change. */
export async function countEverybody(data: Data, workspace: WorkspaceId, now: Instant): Promise<void> {
  const counted: Key[] = [];
  for await (const item of queryAll<Key>(data, { table: 'workspace', partition: countsPk(workspace) }))
    counted.push({ pk: item.pk, sk: item.sk });
  await deleteAll(data, 'workspace', counted);
  const events: Transition[] = [];
  let start: Key | undefined;
  do {
    const page = await scanPage<ContactItem>(data, { table: 'contacts' }, start);
    for (const item of page.items) {
      if (item.sk !== CONTACT_SK || parseContactPk(item.pk).workspace !== workspace) continue;
      const after = fromContactItem(item);
      const { deleted: _, ...born } = { deleted: false, ...after, status: 'active', dormantSince: null, groups: [] };
      const first = { ...born, version: 0, modifiedOn: after.createdOn } as unknown as Transition['after'];
      events.push({ before: null, after: first }, { before: first, after });
    }
    start = page.next;
  } while (start !== undefined);
  await recordBatch(data, workspace, events, now);
}
