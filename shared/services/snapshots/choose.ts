import type { Snapshot } from '../../data/snapshots/index.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { columnsOfQuery } from '../../domain/search/columns/needs.ts';
import { chooseUuids } from '../../domain/search/columns/scan.ts';
import type { Search } from '../../domain/search/search.ts';
import type { Files } from '../../messages/files.ts';
import { layersOf } from './layers.ts';
import { orProblem, type SnapshotProblem } from './problem.ts';
import { segmentShardOf, shardOf } from './shards.ts';
import { type Untold, untoldChanges } from './untold.ts';

/** The files and the table. */
interface ChoosingSource {
  readonly files: Pick<Files, 'open'>;
  /** The contacts that changed since, and that no file tells of as they are; null when there are too many. */
  listChanged(untold: Untold): Promise<readonly ContactId[] | null>;
}

/** Which contacts of a list by uuid: after one, in one shard or in all. */
interface ChoosingPlace {
  readonly after: ContactId | null;
  /** One shard of so many. */
  readonly shard: { readonly number: number; readonly among: number } | undefined;
  readonly limit: number;
}

interface Chosen {
  /** In their order. */
  readonly uuids: readonly ContactId[];
  readonly more: boolean;
  /** How many changed after the snapshot, or shortly before. */
  readonly changed: number;
}

/**
 * The next contacts that may match: those whose row does, and all that changed since, whatever they are now. So whoever
 * takes them checks each. A contact that matches all the while is among them.
 */
export async function chooseFromSnapshot(
  { files, listChanged }: ChoosingSource,
  workspace: WorkspaceId,
  snapshot: Snapshot,
  search: Search,
  { after, shard, limit }: ChoosingPlace,
): Promise<Chosen | SnapshotProblem> {
  return orProblem(async () => {
    const changed = await listChanged((listed) => untoldChanges(files, workspace, snapshot, listed));
    if (changed === null) return { problem: 'behind' };
    const needs = columnsOfQuery(search.query);
    const isIn = (uuid: string) => shard === undefined || shardOf(uuid as ContactId, shard.among) === shard.number;
    const layers = layersOf(files, workspace, snapshot, {
      needs,
      changed,
      shard: shard && segmentShardOf(shard.number),
    });
    const rows = (await chooseUuids(layers, search, { after, limit, isIn })) as readonly ContactId[];
    const others = changed.filter((uuid) => (after === null || uuid > after) && isIn(uuid));
    const uuids = [...rows, ...others].sort();
    return { uuids: uuids.slice(0, limit), more: uuids.length > limit, changed: changed.length };
  });
}
