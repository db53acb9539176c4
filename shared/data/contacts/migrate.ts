import type { WorkspaceId } from '../../domain/ids.ts';
import { batchGet, type Data, eachOf, equals, put, write } from '../dynamo/index.ts';
import type { ContactItem } from './item.ts';
import { contactKey } from './keys.ts';
import { pageIndex } from './lists.ts';
import { isOutdated, SCHEMA_STEPS, upgrade } from './schema.ts';
import { shards } from './shards.ts';

export interface Migrated {
  /** Contacts and tombstones looked at. */
  readonly seen: number;
  readonly migrated: number;
  /** Written by others in between, and so by this release. */
  readonly moved: number;
}

const PAGE = 500;
/** Writes under way at once. */
const AT_ONCE = 16;

/**
 * Stores every contact and tombstone of a workspace that an earlier release has stored as this one does. It is no change of the contact: version,
 * modified_on and history stay. 1.1 read units a contact; 1 write unit for 1 KB of each that is migrated, and 2 an index entry that moves. To be run when no
 * function of the earlier release writes any more; it may be ended and run again at any time.
 */
export async function migrateContacts(data: Data, workspace: WorkspaceId, steps = SCHEMA_STEPS): Promise<Migrated> {
  const counts = { seen: 0, migrated: 0, moved: 0 };
  for (const life of ['live', 'deleted'] as const)
    for (const shard of shards)
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
          if (isOutdated(item, steps)) counts[(await migrate(data, item, steps)) ? 'migrated' : 'moved']++;
        });
        after = cursor;
      }
  return counts;
}

/** False when it is no longer the version that was read. */
const migrate = (data: Data, item: ContactItem, steps: typeof SCHEMA_STEPS): Promise<boolean> =>
  write(data, put('contacts', upgrade(item, steps), equals('version', item['version'])));
