import { readCounts } from '../../../shared/data/counts/index.ts';
import type { Counts } from '../../../shared/domain/counts.ts';
import type { Leaving } from '../../../shared/domain/jobs/exclusions.ts';
import type { Selection } from '../../../shared/domain/jobs/selection.ts';
import type { RequestContext } from '../../../shared/lambda/endpoint.ts';

/**
 * How many contacts a selection surely has: those named, or a folder's or group's count (1 read unit), so that too
 * large a job is refused before freezing. 0 when unknown: select then finds it (`needs_preview`).
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
  // Of several groups the largest, because counts do not show shared members.
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
