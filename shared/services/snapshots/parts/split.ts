import type { SnapshotSegment } from '../../../data/snapshots/index.ts';
import type { WorkspaceId } from '../../../domain/ids.ts';
import type { SearchParts } from '../../../messages/snapshots.ts';
import { isInMemory } from '../segments.ts';

const rowsIn = (segments: readonly SnapshotSegment[]): number => segments.reduce((sum, { rows }) => sum + rows, 0);

/** Segments in groups of nearly as many rows, each once and in their order, so that shards stay together. */
export function splitSegments(
  segments: readonly SnapshotSegment[],
  groups: number,
): readonly (readonly SnapshotSegment[])[] {
  const each = rowsIn(segments) / groups;
  let before = 0;
  const placed = segments.map((segment) => {
    const middle = before + segment.rows / 2;
    before += segment.rows;
    return { segment, group: Math.min(Math.floor(middle / each), groups - 1) };
  });
  return [...Map.groupBy(placed, ({ group }) => group).values()].map((of) => of.map(({ segment }) => segment));
}

/**
 * The groups of segments that other functions read; null when this one reads all by itself: since it knows nearly
 * everything already, or since there is so little.
 */
export function segmentGroups(
  parts: SearchParts | null,
  workspace: WorkspaceId,
  segments: readonly SnapshotSegment[],
  needs: ReadonlySet<string>,
): readonly (readonly SnapshotSegment[])[] | null {
  if (parts === null || parts.most < 2) return null;
  const unread = rowsIn(segments.filter((one) => !isInMemory(workspace, one, needs)));
  if (unread <= parts.from) return null;
  const groups = splitSegments(segments, Math.min(parts.most, Math.ceil((rowsIn(segments) / parts.from) * 2)));
  return groups.length < 2 ? null : groups;
}
