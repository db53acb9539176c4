import { deleteContact, pageIndex, readContact, readShardNumbers } from '../../data/contacts/index.ts';
import { type Data, eachOf, shardsOf } from '../../data/dynamo/index.ts';
import { noteErasing, readErasures } from '../../data/erasures/index.ts';
import { eachWorkspace } from '../../data/workspace/index.ts';
import { isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';

interface Replay {
  /** Contacts that a source says were deleted since then. */
  readonly deleted: number;
  /** Those that had come back, and are deleted again. */
  readonly again: number;
}

interface Told {
  readonly workspace: string;
  readonly contact: string;
  readonly deletedOn: Instant;
}

/** Where deletions are found: tombstones and ledgers of tables (present ones or copies), and a log. */
interface Sources {
  readonly tables: Data | null;
  readonly log: readonly Told[];
}

const AT_ONCE = 16;
const PAGE = 500;

/**
 * Deletes again, in restored tables, who was deleted since the restored time: a restore must not bring back a person.
 * Tables may lack tombstones or ledger entries, so every source counts. Safe to repeat.
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
      await noteErasing(restored, workspace, { uuids: [uuid] }, now);
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
  for await (const { erasure } of readErasures(tables, workspace, { after: since }, { consistent: true }))
    if (erasure.deletedOn >= since) gone.add(erasure.contact);
  return gone;
}

/** Tombstones of that time or later, page by page. */
async function* tombstonesSince(data: Data, workspace: WorkspaceId, since: Instant): AsyncGenerator<ContactId[]> {
  await readShardNumbers(data, workspace);
  for (const shard of shardsOf(data, workspace))
    for (let after: string | null | undefined; after !== null; ) {
      const place = { life: 'deleted', shard, after: after ?? null } as const;
      const { uuids, cursor } = await pageIndex(data, workspace, place, { after: since, limit: PAGE });
      yield uuids;
      after = cursor;
    }
}

/** The deletions in a log of the stream's function (`erasures`); other lines are skipped. */
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
