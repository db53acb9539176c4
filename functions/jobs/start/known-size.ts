import { readCounts } from '../../../shared/data/counts/index.ts';
import type { Counts } from '../../../shared/domain/counts.ts';
import type { Leaving } from '../../../shared/domain/jobs/exclusions.ts';
import type { Selection } from '../../../shared/domain/jobs/selection.ts';
import type { RequestContext } from '../../../shared/lambda/endpoint.ts';

/**
 * How many contacts a selection is known to have before they are frozen, so that a job over too many is refused at once: those that are named, or
 * what the workspace counts in a folder or group (1 read unit, and a few for what has changed lately). 0 where nobody knows: of a query, an earlier job, or
 * with exclusions. What the counts do not say, select finds out (`needs_preview`).
 */
export async function knownSize(
  selection: Selection,
  exclude: Leaving,
  { runtime, caller }: Pick<RequestContext, 'runtime' | 'caller'>,
): Promise<number> {
  const named = 'contacts' in selection ? selection.contacts.length : 0;
  const known = Object.keys(exclude).length === 0 ? countsIn(selection) : [];
  if (known.length === 0) return named;
  const counts = await readCounts(runtime.data, caller.workspace);
  // Of several groups the largest: how many are members of two, counts do not say.
  return Math.max(named, ...known.map((count) => count(counts)));
}

type Count = (counts: Counts) => number;

function countsIn(selection: Selection): readonly Count[] {
  if ('groups' in selection)
    return selection.groups.map(
      (group): Count =>
        ({ groups }) =>
          groups[group] ?? 0,
    );
  if (!('folder' in selection)) return [];
  const { folder } = selection;
  return [({ folders }) => folders[folder] + (folder === 'active' ? folders.dormant : 0)];
}
