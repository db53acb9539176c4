/** Writes segments as Parquet files. Only the function that makes snapshots has this code. */
import { zstdCompressSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { type ColumnValues, columnsOf } from '../../domain/search/columns/encode.ts';
import type { ColumnKind } from '../../domain/search/columns/names.ts';
import type { SnapshotRow } from '../../domain/search/columns/row.ts';
import { columnChecksums } from './checksums.ts';

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
