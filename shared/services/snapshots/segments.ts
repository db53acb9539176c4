import { buffer } from 'node:stream/consumers';
import type { SnapshotSegment } from '../../data/snapshots/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { fieldOfColumn, groupOfColumn, UUID_COLUMN } from '../../domain/search/columns/names.ts';
import { ALL_GROUPS, IN_EVERY_SEGMENT } from '../../domain/search/columns/needs.ts';
import type { SegmentColumns } from '../../domain/search/columns/segment-columns.ts';
import type { StoredColumn, UuidColumn } from '../../domain/search/columns/stored.ts';
import { SQL_PREFIX } from '../../domain/search/sql/names.ts';
import type { Files } from '../../messages/files.ts';
import { errorNamed } from '../../query/error-named.ts';
import { known, remembered } from './cache.ts';
import { footerSum } from './checksums.ts';
import { type OpenSegment, openSegment } from './read-segment.ts';

/** A file of the snapshot is gone, or is not what was written. */
export class BrokenSegmentError extends errorNamed('BrokenSegmentError') {
  readonly code = 'broken_segment';
}

export const fileOf = (workspace: WorkspaceId, file: string): string => `snapshots/${workspace}/${file}`;

/** A segment with the columns that were asked for. */
export interface LoadedSegment extends SegmentColumns {
  readonly segment: SnapshotSegment;
  readonly uuids: UuidColumn;
}

/** A segment with some of its columns, or `all`. Files and columns that were read before are remembered. */
export async function loadSegment(
  files: Pick<Files, 'open'>,
  workspace: WorkspaceId,
  segment: SnapshotSegment,
  needs: ReadonlySet<string> | 'all',
): Promise<LoadedSegment> {
  const key = fileOf(workspace, segment.file);
  const open = await remembered(workspace, key, async () => {
    const value = await opened(files, key, segment);
    return { value, size: segment.bytes <= WHOLE ? segment.bytes : FOOTER_BYTES };
  });
  requireColumns(open, needs === 'all' ? IN_EVERY_SEGMENT : needs, key);
  const wanted = wantedColumns(open, needs);
  const read = new Map<string, StoredColumn>(
    await Promise.all(
      wanted.map(async (name) => {
        const load = async () => {
          const value = await brokenUnless(() => open.column(name));
          return { value, size: value.size };
        };
        return [
          name,
          await (needs === 'all' ? load().then(({ value }) => value) : remembered(workspace, `${key} ${name}`, load)),
        ] as const;
      }),
    ),
  );
  const uuids = read.get(UUID_COLUMN) as UuidColumn | undefined;
  if (uuids?.rows !== segment.rows) throw new BrokenSegmentError(`${key} has not ${segment.rows} rows`);
  return { segment, uuids, names: open.names, read };
}

/** The columns that it has of those that are needed. */
const wantedColumns = ({ names }: OpenSegment, needs: ReadonlySet<string> | 'all'): readonly string[] =>
  [...names].filter(
    (name) =>
      // Columns for SQL are made of the others.
      (needs === 'all' ? !name.startsWith(SQL_PREFIX) : needs.has(name)) ||
      (needs !== 'all' && needs.has(ALL_GROUPS) && groupOfColumn(name) !== null),
  );

/** Whether a segment can be asked without reading its file. */
export function isInMemory(workspace: WorkspaceId, { file }: SnapshotSegment, needs: ReadonlySet<string>): boolean {
  const key = fileOf(workspace, file);
  const open = known<OpenSegment>(key);
  return open !== undefined && wantedColumns(open, needs).every((name) => known(`${key} ${name}`) !== undefined);
}

/** Only columns of groups and fields may be missing: then no contact has one. Others are of a later release. */
function requireColumns({ names }: OpenSegment, needs: ReadonlySet<string>, key: string): void {
  const missing = [...needs].find(
    (name) => !names.has(name) && name !== ALL_GROUPS && groupOfColumn(name) === null && fieldOfColumn(name) === null,
  );
  if (missing !== undefined) throw new BrokenSegmentError(`${key} has no column ${missing}`);
}

/** Smaller files are read at once. */
const WHOLE = 512 * 1024;
/** What a footer takes in memory, at most. */
const FOOTER_BYTES = 256 * 1024;

async function opened(files: Pick<Files, 'open'>, key: string, { bytes }: SnapshotSegment): Promise<OpenSegment> {
  const whole = bytes <= WHOLE ? await readBytes(files, key, 0, bytes) : null;
  const read = async (from: number, to: number) => whole?.subarray(from, to) ?? readBytes(files, key, from, to);
  return brokenUnless(() => openSegment(bytes, read, footerSum(key)));
}

/** An outage of the store is another error, after which the snapshot is still good. */
async function readBytes(files: Pick<Files, 'open'>, key: string, from: number, to: number): Promise<Buffer> {
  const stream = await files.open(key, { from, to: to - 1 }).catch((error: unknown) => {
    throw new StoreError(key, { cause: error });
  });
  if (stream === null) throw new BrokenSegmentError(`${key} is gone`);
  const bytes = await buffer(stream).catch((error: unknown) => {
    throw new StoreError(key, { cause: error });
  });
  if (bytes.length !== to - from) throw new BrokenSegmentError(`${key} has ${bytes.length} of ${to - from} bytes`);
  return bytes;
}

/** Files cannot be read at the moment. */
export class StoreError extends errorNamed('StoreError') {
  readonly code = 'store_unavailable';
}

async function brokenUnless<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BrokenSegmentError || error instanceof StoreError) throw error;
    throw new BrokenSegmentError('A segment cannot be read', { cause: error });
  }
}
