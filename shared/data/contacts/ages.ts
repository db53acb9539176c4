import type { DaySpan } from '../../domain/dormancy/ages.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Data, eachOf } from '../dynamo/index.ts';
import { countRange } from '../paging/index.ts';
import { folderKey } from './keys.ts';
import type { ListedFolder } from './lists.ts';
import { shards } from './shards.ts';

/** Queries under way at once. */
const AT_ONCE = 32;

/**
 * How many contacts of a folder the index lists in each stretch of days. No contact is read: 0.5 read units for each stretch and shard, and
 * some 25 for 1,000 contacts. The index may lag (ADR 028).
 */
export async function countDays(
  data: Data,
  workspace: WorkspaceId,
  folder: ListedFolder,
  stretches: readonly DaySpan[],
): Promise<readonly number[]> {
  const counts = stretches.map(() => 0);
  const asked = stretches.flatMap((stretch, at) => shards.map((shard) => ({ stretch, at, shard })));
  await eachOf(asked, AT_ONCE, async ({ stretch: { from, before: to }, at, shard }) => {
    // A key is a day and more, so that those of the day `to` are above it.
    const range = { index: 'byFolder', partition: folderKey(workspace, folder, shard), from, to } as const;
    // Others add to the same number while this is waited for.
    const found = await countRange(data, range);
    counts[at] = (counts[at] ?? 0) + found;
  });
  return counts;
}
