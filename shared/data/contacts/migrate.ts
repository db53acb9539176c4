import type { WorkspaceId } from '../../domain/ids.ts';
import { batchGet, type Data, eachOf, equals, put, write } from '../dynamo/index.ts';
import { contactKey } from './keys.ts';
import { pageIndex } from './lists.ts';
import { type ContactItem, isOutdated, SCHEMA_STEPS, upgrade } from './schema.ts';
import { shards } from './shards.ts';

export interface Migrated {
  /** Contacts and tombstones read. */
  readonly seen: number;
  readonly migrated: number;
  /** Written by others meanwhile, and therefore by this release. */
  readonly moved: number;
}

const PAGE = 500;
/** Concurrent writes. */
const AT_ONCE = 16;

/**
 * Stores contacts and tombstones of an earlier release in this one's form; version and history stay. 1.1 read units
 * each, 1 write unit a KB if migrated. For when no earlier function writes; may be run again.
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

/** False when the contact has changed since it was read. */
const migrate = (data: Data, item: ContactItem, steps: typeof SCHEMA_STEPS): Promise<boolean> =>
  write(data, put('contacts', upgrade(item, steps), equals('version', item['version'])));
