import { randomUUID } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { SnapshotSegment } from '../../data/snapshots/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { type ColumnValues, columnsOf } from '../../domain/search/columns/encode.ts';
import type { ColumnKind } from '../../domain/search/columns/names.ts';
import type { SnapshotRow } from '../../domain/search/columns/row.ts';
import type { Files } from '../../messages/files.ts';
import { columnChecksums, segmentName } from './checksums.ts';
import { fileOf } from './segments.ts';

const OPTIONAL = { repetition_type: 'OPTIONAL' } as const;
const REQUIRED = { repetition_type: 'REQUIRED' } as const;

const ELEMENTS: Readonly<Record<ColumnKind, Omit<SchemaElement, 'name'>>> = {
  uuid: { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' }, ...REQUIRED },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', ...OPTIONAL },
  time: { type: 'INT64', converted_type: 'TIMESTAMP_MICROS', ...OPTIONAL },
  micros: { type: 'INT64', ...OPTIONAL },
  number: { type: 'DOUBLE', ...OPTIONAL },
  flag: { type: 'BOOLEAN', ...REQUIRED },
};

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

/** A Parquet file of contacts, in the order of their uuids, and of the uuids of deleted ones. */
export function segmentOf(rows: readonly SnapshotRow[], deleted: readonly string[] = [], forSql = false): Buffer {
  const entries = [...rows.map((row) => ({ uuid: row.uuid, row })), ...deleted.map((uuid) => ({ uuid, row: null }))];
  return parquetOf(
    columnsOf(
      entries.sort((a, b) => (a.uuid < b.uuid ? -1 : 1)),
      forSql,
    ),
  );
}

function parquetOf(columns: readonly ColumnValues[]): Buffer {
  const writer = new ByteWriter();
  const root = { name: 'root', num_children: columns.length };
  const parquet = new ParquetWriter({
    writer,
    schema: [root, ...columns.map(({ name, kind }) => ({ name, ...ELEMENTS[kind] }))],
    codec: 'ZSTD',
    compressors: { ZSTD: (bytes) => zstdCompressSync(bytes) },
    createdBy: 'dormouse',
  });
  const size = columns[0]?.values.length ?? 0;
  parquet.write({
    columnData: columns.map(({ name, kind, values }) => ({
      name,
      // The writer takes whole numbers without a unit so only.
      data: kind === 'micros' ? values.map((value) => (value === null ? null : BigInt(value))) : (values as unknown[]),
      // uuids have no order that could be compressed.
      ...(kind === 'uuid' && { encoding: 'PLAIN', codec: 'UNCOMPRESSED' }),
    })) as Parameters<ParquetWriter['write']>[0]['columnData'],
    rowGroupSize: Math.max(size, 1),
  });
  parquet.kvMetadata = [columnChecksums(writer.getBytes(), parquet.row_groups)];
  parquet.finish();
  return Buffer.from(writer.getBuffer());
}
