import type { DaySpan } from '../../domain/calendar/ages.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Data, eachOf, shardsOf } from '../dynamo/index.ts';
import { countRange } from '../paging/index.ts';
import { folderKey } from './keys.ts';
import type { ListedFolder } from './lists.ts';

const AT_ONCE = 32;

/** How many contacts of a folder each stretch of time has, by the index (ADR 001). 0.5 read units each and shard. */
export async function countDays(
  data: Data,
  workspace: WorkspaceId,
  folder: ListedFolder,
  stretches: readonly DaySpan[],
): Promise<readonly number[]> {
  const counts = stretches.map(() => 0);
  const asked = stretches.flatMap((stretch, at) => shardsOf(data, workspace).map((shard) => ({ stretch, at, shard })));
  await eachOf(asked, AT_ONCE, async ({ stretch: { from, before: to }, at, shard }) => {
    // A sort key is longer than its day or quarter, so contacts of `to` sort above it.
    const range = { index: 'byFolder', partition: folderKey(workspace, folder, shard), from, to } as const;
    // Concurrent queries add to the same number, so it is read after the wait.
    const found = await countRange(data, range);
    counts[at] = (counts[at] ?? 0) + found;
  });
  return counts;
}
