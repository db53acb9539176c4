import { readCounts } from '../../shared/data/counts/index.ts';
import type { Counts } from '../../shared/domain/counts.ts';
import type { Leaving } from '../../shared/domain/jobs/exclusions.ts';
import type { Selection } from '../../shared/domain/jobs/job.ts';
import type { Context } from '../../shared/lambda/endpoint.ts';

/**
 * How many contacts a selection is known to have before they are frozen, so that a job over too many is refused at once: those that are named, or
 * what the workspace counts in a folder or group (1 read unit, and a few for what has changed lately). 0 where nobody knows: of a query, an earlier job, or
 * with exclusions. What the counts do not say, select finds out (`needs_preview`).
 */
export async function atLeast(
  selection: Selection,
  exclude: Leaving,
  { runtime, caller }: Pick<Context, 'runtime' | 'caller'>,
): Promise<number> {
  const named = 'contacts' in selection ? selection.contacts.length : 0;
  const isCounted = 'folder' in selection || ('groups' in selection && selection.groups.length > 0);
  if (!isCounted || Object.keys(exclude).length > 0) return named;
  return Math.max(named, countedIn(selection, await readCounts(runtime.data, caller.workspace)));
}

/** Of several groups the largest: how many are members of two, counts do not say. */
function countedIn(selection: Selection, { folders, groups }: Counts): number {
  if ('groups' in selection) return Math.max(...selection.groups.map((group) => groups[group] ?? 0));
  if (!('folder' in selection)) return 0;
  const { folder } = selection;
  return folder === 'active' ? folders.active + folders.dormant : folders[folder];
}
