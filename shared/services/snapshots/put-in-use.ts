import { readContacts } from '../../data/contacts/index.ts';
import { cutAfter, readCountsAt } from '../../data/counts/index.ts';
import { chunks } from '../../data/dynamo/index.ts';
import {
  LATE_MICROS,
  listChanged,
  type Making,
  type Snapshot,
  type SnapshotItem,
  saveSnapshot,
} from '../../data/snapshots/index.ts';
import { FOLDERS, folderOf } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { instant } from '../../domain/instant.ts';
import { columnsOfQuery } from '../../domain/search/columns/needs.ts';
import { countMarked, eachMatch, partedByFolder } from '../../domain/search/columns/scan.ts';
import type { FileRuntime } from '../runtime.ts';
import type { Asking } from './ask.ts';
import { layersOf } from './layers.ts';

type Runtime = Pick<FileRuntime, 'data' | 'files' | 'now'>;

const LIVE = FOLDERS.filter((folder) => folder !== 'deleted');
/** Contacts read at once. */
const PAGE = 1_000;
/** A contact is first stored as version 1 or 2. */
const FIRST_VERSIONS = 2;

/** Whoever makes snapshots, and is told of one that is wrong. */
export type MakingRuntime = FileRuntime & Pick<Asking, 'logger' | 'onBroken'>;

/** `more`: it goes on at once. `soon`, `later`: it goes on by itself, for an hour after a search. */
export type MakingFollows = 'done' | 'more' | 'soon' | 'later';

/** A little after changes of the last minutes are no longer listed again. */
export const LATER_SECONDS = 330;
const SECOND = 1_000_000;
const HOUR = 3_600 * SECOND;
/** When another, made of all contacts, differs by as much, the counts are wrong: the nightly audit mends them. */
const WAITS_FOR = 6 * HOUR;

/** Counting them again would read all that changes: it waits until less does. */
const COUNTED_EVERY = HOUR;

/**
 * Searches go by a snapshot from now on, if it has as many people as the workspace counts; returns the item then. The
 * stream may be late, so a difference has to be there twice, some minutes apart. Then the snapshot is thrown away.
 * @param making - what it was made of, to look again
 * @param isBusy - so much changes that people are counted every hour only
 */
export async function putInUse(
  runtime: MakingRuntime,
  workspace: WorkspaceId,
  item: SnapshotItem,
  found: Snapshot,
  { making = null, isBusy = false }: { readonly making?: Making | null; readonly isBusy?: boolean } = {},
): Promise<(SnapshotItem & { readonly snapshot: Snapshot }) | MakingFollows> {
  const isCounted = isBusy && found.countedOn > runtime.now() - COUNTED_EVERY;
  const by = isCounted ? null : await differenceFromCounts(runtime, workspace, found);
  const snapshot = isCounted ? found : { ...found, countedOn: runtime.now() };
  const save = (to: Pick<SnapshotItem, 'snapshot' | 'making' | 'differed'>) =>
    saveSnapshot(runtime.data, workspace, item, to);
  if (by === null) {
    const used = { snapshot, making: null, differed: null };
    return (await save(used)) ? { ...item, ...used, revision: item.revision + 1 } : 'done';
  }
  const now = runtime.now();
  const times = by === item.differed?.by ? item.differed.times + 1 : 1;
  const wait = [LATER_SECONDS * SECOND, 0][times - 1] ?? WAITS_FOR;
  const differed = { by, times, until: instant(now + wait) };
  if (times === 1) {
    const isSaved = await save({ snapshot: item.snapshot, making, differed });
    return isSaved && item.askedOn > now - HOUR ? 'later' : 'done';
  }
  runtime.logger.error('A snapshot has not the people of its workspace', new Error(`${workspace}: ${by}`));
  runtime.onBroken();
  if (!(await save({ snapshot: null, making: null, differed }))) return 'done';
  return wait === 0 ? 'more' : 'done';
}

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
  let somewhere = 0;
  let perhaps = 0;
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
