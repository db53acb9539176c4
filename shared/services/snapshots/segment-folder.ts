import { randomUUID } from 'node:crypto';
import type { SnapshotSegment } from '../../data/snapshots/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import type { SnapshotRow } from '../../domain/search/columns/row.ts';
import type { Files } from '../../messages/files.ts';
import { segmentName } from './checksums.ts';
import { fileOf } from './segments.ts';
import { segmentOf } from './write-segment.ts';

/** Rows of a file: some 10 MB, and some 300 MB while it is written. */
export const SEGMENT_ROWS = 150_000;

/** A folder of its own for each run, so that no two write the same file: `<time>-<uuid>`. */
export interface SegmentFolder {
  /** Writes rows, and the uuids of deleted contacts, as one file or several. */
  write(
    rows: readonly SnapshotRow[],
    options: { readonly shard: number | null; readonly deleted?: readonly string[] },
  ): Promise<readonly SnapshotSegment[]>;
}

/** @param forSql - whether files have columns for engines of SQL */
export function openFolder(
  files: Pick<Files, 'write'>,
  workspace: WorkspaceId,
  now: Instant,
  forSql = false,
): SegmentFolder {
  const folder = `${now}-${randomUUID()}`;
  let written = 0;
  const writeFile = async (rows: readonly SnapshotRow[], shard: number | null, deleted: readonly string[]) => {
    const content = segmentOf(rows, deleted, forSql);
    const file = `${folder}/${segmentName(written++, content)}`;
    await files.write(fileOf(workspace, file), content);
    return { file, bytes: content.length, rows: rows.length + deleted.length, shard, ...(forSql && { forSql }) };
  };
  return {
    async write(rows, { shard, deleted = [] }) {
      const segments: SnapshotSegment[] = [];
      for (let from = 0; from < rows.length || (from === 0 && deleted.length > 0); from += SEGMENT_ROWS)
        segments.push(await writeFile(rows.slice(from, from + SEGMENT_ROWS), shard, from === 0 ? deleted : []));
      return segments;
    },
  };
}

/** When a folder was made, by its name; 0 for one that is none of these. */
export const timeOfFolder = (folder: string): Instant => instant(Number(/^(\d{1,17})-/.exec(folder)?.[1] ?? 0));

export const folderOfFile = (file: string): string => file.slice(0, file.indexOf('/'));
