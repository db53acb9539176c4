import type { WorkspaceId } from '../../domain/ids.ts';
import { batchGet, type Data, eachOf, put, shardsOf, write } from '../dynamo/index.ts';
import { isStill } from './commit.ts';
import { fromContactItem } from './item.ts';
import { contactKey, indexAttributes } from './keys.ts';
import { pageIndex } from './lists.ts';
import { type ContactItem, isOutdated, SCHEMA_STEPS, upgrade } from './schema.ts';

export interface Migrated {
  /** Contacts and tombstones read. */
  readonly seen: number;
  readonly migrated: number;
  /** Written by others meanwhile, and therefore by this release. */
  readonly moved: number;
}

const PAGE = 500;
const AT_ONCE = 16;

/**
 * Stores contacts and tombstones of an earlier release in this one's form, and where this one lists them; version and
 * history stay. 1.1 read units each; 1 write unit a KB if migrated, and 2 if it is listed elsewhere then. For when no
 * earlier function writes; may be run again.
 */
export async function migrateContacts(data: Data, workspace: WorkspaceId, steps = SCHEMA_STEPS): Promise<Migrated> {
  const counts = { seen: 0, migrated: 0, moved: 0 };
  for (const life of ['live', 'deleted'] as const)
    for (const shard of shardsOf(data, workspace))
      for (let after: string | null | undefined; after !== null; ) {
        const { uuids, cursor } = await pageIndex(
          data,
          workspace,
          { life, shard, after: after ?? null },
          { limit: PAGE },
        );
        const keys = [...new Set(uuids)].map((uuid) => contactKey(workspace, uuid));
        const items = await batchGet<ContactItem>(data, 'contacts', keys, { consistent: true });
        counts.seen += items.length;
        await eachOf(items, AT_ONCE, async (item) => {
          const right = { ...upgrade(item, steps), ...indexAttributes(workspace, fromContactItem(item)) };
          if (isOutdated(item, steps) || right['folderSort'] !== item['folderSort'])
            counts[(await migrate(data, item, right)) ? 'migrated' : 'moved']++;
        });
        after = cursor;
      }
  return counts;
}

/** False when the contact has changed since it was read. */
const migrate = (data: Data, item: ContactItem, right: ContactItem): Promise<boolean> =>
  write(data, put('contacts', right, isStill(fromContactItem(item))));
