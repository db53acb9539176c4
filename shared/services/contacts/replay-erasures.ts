import { deleteContact, pageIndex, readContact, shards } from '../../data/contacts/index.ts';
import { type Data, eachOf } from '../../data/dynamo/index.ts';
import { eachWorkspace } from '../../data/workspace/index.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';

export interface Replay {
  /** Contacts that the earlier table says were deleted since then. */
  readonly deleted: number;
  /** Those of them that had come back, and are deleted again. */
  readonly again: number;
}

/** Deletions under way at once. */
const AT_ONCE = 16;
const PAGE = 500;

/**
 * Deletes again, in restored tables, the contacts that were deleted between the time to which these were restored and now: a restore must not bring
 * back a person who was forgotten. `from`: the contacts table that was in use, or a copy of its last moments. Which workspaces there are is read from
 * the restored tables. May be run again; 4 write units a contact that came back.
 */
export async function replayErasures(
  restored: Data,
  from: Data,
  { since, now }: { readonly since: Instant; readonly now: Instant },
): Promise<Replay> {
  const counts = { deleted: 0, again: 0 };
  const change = { by: 'system', via: 'api' } as const;
  await eachWorkspace(restored, async (workspace) => {
    for await (const uuids of deletedSince(from, workspace, since)) {
      counts.deleted += uuids.length;
      await eachOf(uuids, AT_ONCE, async (uuid) => {
        const read = await readContact(restored, workspace, uuid, { consistent: true });
        if (!read || isTombstone(read)) return;
        await deleteContact(restored, workspace, uuid, { change, now, read }, () => null);
        counts.again++;
      });
    }
  });
  return counts;
}

/** Tombstones that are as old as that or younger, a page at a time. */
async function* deletedSince(data: Data, workspace: WorkspaceId, since: Instant): AsyncGenerator<ContactId[]> {
  for (const shard of shards)
    for (let after: string | null | undefined; after !== null; ) {
      const place = { life: 'deleted', shard, after: after ?? null } as const;
      const { uuids, cursor } = await pageIndex(data, workspace, place, { after: since, limit: PAGE });
      yield uuids;
      after = cursor;
    }
}
