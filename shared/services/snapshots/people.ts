/** Holds a snapshot against the workspace's own counts, which the stream has made: nobody is missing or twice there. */
import { readContacts } from '../../data/contacts/index.ts';
import { cutAfter, readCountsAt } from '../../data/counts/index.ts';
import { chunks } from '../../data/dynamo/index.ts';
import { LATE_MICROS, listChanged, type Snapshot } from '../../data/snapshots/index.ts';
import { FOLDERS, folderOf } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { instant } from '../../domain/instant.ts';
import { columnsOfQuery } from '../../domain/search/columns/needs.ts';
import { countMarked, eachMatch, partedByFolder } from '../../domain/search/columns/scan.ts';
import type { FileRuntime } from '../runtime.ts';
import { layersOf } from './layers.ts';

type Runtime = Pick<FileRuntime, 'data' | 'files' | 'now'>;

const LIVE = FOLDERS.filter((folder) => folder !== 'deleted');
/** Contacts read at once. */
const PAGE = 1_000;
/** A contact is first stored as version 1 or 2. */
const FIRST_VERSIONS = 2;

/**
 * By how much the counts of five minutes ago differ from the snapshot with all that has changed since it was made; null
 * when they agree. What changed later is not everywhere yet, so it may have been in any folder, and who looks new may
 * have been created later. Some 30 read units, and 0.525 a changed contact.
 */
export async function differenceFromCounts(
  runtime: Runtime,
  workspace: WorkspaceId,
  snapshot: Snapshot,
): Promise<string | null> {
  const cut = cutAfter(instant(runtime.now() - LATE_MICROS));
  const { folders, isNew } = await readCountsAt(runtime.data, workspace, cut);
  const changed = [...((await listChanged(runtime.data, workspace, snapshot.at))?.keys() ?? [])];
  const people = await peopleInRows(runtime, workspace, snapshot, changed);
  let [somewhere, perhaps] = [0, 0];
  for (const some of chunks(changed, PAGE))
    for (const contact of (await readContacts(runtime.data, workspace, some)).values()) {
      if (contact.modifiedOn < cut) people[folderOf(contact)] += 1;
      else if (isNew(contact.uuid)) continue;
      else if (contact.version <= FIRST_VERSIONS || contact.createdOn >= cut) perhaps += 1;
      else somewhere += 1;
    }
  const over = LIVE.map((folder) => folders[folder] - people[folder]);
  const others = over.reduce((sum, one) => sum + one, -somewhere);
  const all = others < 0 ? others : Math.max(0, others - perhaps);
  const wrong = [['all', all] as const, ...LIVE.map((folder, at) => [folder, Math.min(0, over[at] ?? 0)] as const)];
  return wrong.flatMap(([name, by]) => (by === 0 ? [] : `${name} ${by}`)).join(', ') || null;
}

/** The people of each folder whose rows nothing replaces. */
async function peopleInRows(
  { files }: Runtime,
  workspace: WorkspaceId,
  snapshot: Snapshot,
  changed: readonly ContactId[],
): Promise<Record<(typeof FOLDERS)[number], number>> {
  const people = { active: 0, dormant: 0, archived: 0, stopped: 0, blocked: 0, deleted: 0 };
  const layers = layersOf(files, workspace, snapshot, { needs: columnsOfQuery(null), changed });
  await eachMatch(layers, [], { folders: LIVE, query: null } as never, {
    one: () => undefined,
    rows(marked) {
      for (const folder of LIVE) people[folder] += countMarked(partedByFolder(marked, new Set([folder]))[0].rows);
    },
  });
  return people;
}
