import type { Data } from '../../data/dynamo/index.ts';
import { discardSnapshot, readSnapshot, removeSnapshot, type SnapshotItem } from '../../data/snapshots/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { SnapshotMessage } from '../../messages/snapshots.ts';
import type { FileRuntime } from '../runtime.ts';
import { REWRITTEN_AFTER } from './make.ts';
import { folderOfFile, timeOfFolder } from './segment-folder.ts';
import { fileOf } from './segments.ts';

const HOUR = 3_600_000_000;
/** A snapshot that nobody has used for so long goes. */
const UNUSED_FOR = 7 * 24 * HOUR;
/** What could not be written anew goes too: no file may hold a person for a day after their deletion. */
const OLDEST = 20 * HOUR;

/** Has old segments written anew, and removes snapshots that nobody uses, and files that no snapshot has. Hourly. */
export async function tidySnapshots(runtime: FileRuntime): Promise<Record<string, number>> {
  let rewritten = 0;
  let removed = 0;
  const workspaces = (await runtime.files.folders('snapshots/')) as readonly WorkspaceId[];
  for (const workspace of workspaces) {
    const now = runtime.now();
    const item = await keptOf(runtime.data, workspace, now);
    removed += await removeUnnamed(runtime, workspace, item, now);
    if (item?.snapshot && item.snapshot.writtenOn < now - REWRITTEN_AFTER) {
      await runtime.queues.send('snapshots', [{ workspace } satisfies SnapshotMessage], workspace);
      rewritten += 1;
    }
  }
  return { workspaces: workspaces.length, rewritten, removed };
}

/** The workspace's snapshot, unless it has to go, which it then does. */
async function keptOf(data: Data, workspace: WorkspaceId, now: Instant): Promise<SnapshotItem | null> {
  const item = await readSnapshot(data, workspace, { consistent: true });
  if (item === null) return null;
  if (item.askedOn < now - UNUSED_FOR) return (await removeSnapshot(data, workspace, item)) ? null : item;
  const oldest = Math.min(item.snapshot?.writtenOn ?? now, item.making?.writtenOn ?? now);
  if (oldest >= now - OLDEST) return item;
  return (await discardSnapshot(data, workspace, item)) ? null : item;
}

/** Removes folders that no snapshot names; not young ones, which may be written at the moment. Returns how many. */
async function removeUnnamed(
  { files }: FileRuntime,
  workspace: WorkspaceId,
  item: SnapshotItem | null,
  now: Instant,
): Promise<number> {
  const segments = [...(item?.snapshot?.segments ?? []), ...(item?.making?.segments ?? [])];
  const named = new Set(segments.map(({ file }) => folderOfFile(file)));
  const folders = (await files.folders(fileOf(workspace, ''))).filter(
    (folder) => !named.has(folder) && timeOfFolder(folder) < now - HOUR,
  );
  for (const folder of folders) await files.removeAll(fileOf(workspace, `${folder}/`));
  return folders.length;
}
