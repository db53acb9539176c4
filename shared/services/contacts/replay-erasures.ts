import { deleteContact, pageIndex, readContact, shards } from '../../data/contacts/index.ts';
import { type Data, eachOf } from '../../data/dynamo/index.ts';
import { readLedgerEntries, spanOf } from '../../data/erasures/index.ts';
import { eachWorkspace } from '../../data/workspace/index.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';

interface Replay {
  /** Contacts of which a source says that they were deleted since then. */
  readonly deleted: number;
  /** Those of them that had come back, and are deleted again. */
  readonly again: number;
}

/** That a contact of a workspace was deleted, as a log says it. */
interface Told {
  readonly workspace: string;
  readonly contact: string;
  readonly deletedOn: Instant;
}

/** What says who was deleted: tables that were in use, or copies of their last moments, by tombstones and ledger; and a log. */
interface Sources {
  readonly tables: Data | null;
  readonly log: readonly Told[];
}

/** Deletions under way at once. */
const AT_ONCE = 16;
const PAGE = 500;

/**
 * Deletes again, in restored tables, the contacts that were deleted between the time to which these were restored and now: a restore must not bring
 * back a person who was forgotten. What any source says counts: a table may have lost tombstones, or entries of the ledger. Which workspaces there are is
 * read from the restored tables. May be run again; 4 write units a contact that came back.
 */
export async function replayErasures(
  restored: Data,
  sources: Sources,
  { since, now }: { readonly since: Instant; readonly now: Instant },
): Promise<Replay> {
  const counts = { deleted: 0, again: 0 };
  const change = { by: 'system', via: 'api' } as const;
  await eachWorkspace(restored, async (workspace) => {
    const gone = await goneSince(sources, workspace, since);
    counts.deleted += gone.size;
    await eachOf([...gone], AT_ONCE, async (uuid) => {
      const read = await readContact(restored, workspace, uuid, { consistent: true });
      if (!read || isTombstone(read)) return;
      await deleteContact(restored, workspace, uuid, { change, now, read }, () => null);
      counts.again++;
    });
  });
  return counts;
}

async function goneSince(
  { tables, log }: Sources,
  workspace: WorkspaceId,
  since: Instant,
): Promise<ReadonlySet<ContactId>> {
  const gone = new Set<ContactId>();
  for (const one of log) if (one.workspace === workspace && one.deletedOn >= since) gone.add(one.contact as ContactId);
  if (tables === null) return gone;
  for await (const uuids of tombstonesSince(tables, workspace, since)) for (const uuid of uuids) gone.add(uuid);
  const span = await spanOf(tables, workspace, { after: since });
  for await (const { erasures } of readLedgerEntries(tables, workspace, span, { descending: false, consistent: true }))
    for (const { contact, deletedOn } of erasures) if (deletedOn >= since) gone.add(contact);
  return gone;
}

/** Tombstones that are as old as that or younger, a page at a time. */
async function* tombstonesSince(data: Data, workspace: WorkspaceId, since: Instant): AsyncGenerator<ContactId[]> {
  for (const shard of shards)
    for (let after: string | null | undefined; after !== null; ) {
      const place = { life: 'deleted', shard, after: after ?? null } as const;
      const { uuids, cursor } = await pageIndex(data, workspace, place, { after: since, limit: PAGE });
      yield uuids;
      after = cursor;
    }
}

/** What lines of the log of the stream's function say was deleted (`erasures`); other lines are passed over. */
export function toldIn(text: string): Told[] {
  return text.split('\n').flatMap((line) => {
    const from = line.indexOf('{');
    if (from < 0 || !line.includes('"erasures"')) return [];
    const said = JSON.parse(line.slice(from)) as {
      message?: string;
      workspace?: string;
      deleted?: [string, Instant][];
    };
    const { workspace, deleted } = said;
    if (said.message !== 'erasures' || workspace === undefined || deleted === undefined) return [];
    return deleted.map(([contact, deletedOn]) => ({ workspace, contact, deletedOn }));
  });
}
