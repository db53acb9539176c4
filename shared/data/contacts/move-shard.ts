import { isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { CONFLICT, type Data, RACES, retryOnConflict, update, write } from '../dynamo/index.ts';
import { isStill } from './commit.ts';
import { contactKey, indexAttributes, type Stint } from './keys.ts';
import { readContact } from './read.ts';
import { deleteStints, putStints, stintsBegun } from './rosters.ts';
import { earlierShardsOf, inShardOf, shardOfContact } from './shards.ts';

/**
 * Moves a contact or tombstone, with its roster entries, to its shard among more (ADR 032); returns whether it was
 * elsewhere. Its version and time stay. 1 read; 5 write units and 2 for each group, 3 for a tombstone. May be repeated
 * after a crash, also at the same moment. Throws ContentionError after 8 lost races.
 */
export function moveToShard(
  data: Data,
  workspace: WorkspaceId,
  uuid: ContactId,
  { among, now }: { readonly among: number; readonly now: Instant },
): Promise<boolean> {
  const put: Stint[] = [];
  return retryOnConflict(RACES, `contact ${uuid}`, async () => {
    const before = await readContact(data, workspace, uuid, { consistent: true });
    if (before === null) return false;
    const after = inShardOf(before, among);
    const stints = isTombstone(after) ? [] : stintsBegun(null, after).map((stint) => ({ ...stint, at: now }));
    const isMember = ({ group, version }: Stint) =>
      stints.some((stint) => stint.group === group && stint.version === version);
    const isElsewhere = after.shard !== before.shard;
    if (isElsewhere) {
      // Before the contact: whoever reads the new shard after it finds the entry.
      await putStints(data, workspace, stints);
      put.push(...stints);
      const { shard } = after;
      const set = { shard, ...indexAttributes(workspace, after) };
      const moved = await write(data, update('contacts', contactKey(workspace, uuid), { set }, isStill(before)));
      if (!moved) return CONFLICT;
    }
    // Of a contact that is there already, a run that died may have left entries.
    const earlier = isElsewhere ? [shardOfContact(before)] : earlierShardsOf(after);
    const left = earlier.flatMap((shard) => stints.map((stint) => ({ ...stint, shard })));
    await deleteStints(data, workspace, [...left, ...put.filter((stint) => !isMember(stint))]);
    return isElsewhere;
  });
}
