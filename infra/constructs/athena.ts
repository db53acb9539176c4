import { Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { ALL_PEOPLE, TABLE_COLUMNS } from '../../shared/domain/search/sql/table.ts';
import type { Stage } from '../deployment.ts';
import type { FileStore } from './file-store.ts';

interface AthenaProps {
  readonly files: FileStore;
  readonly stage: Stage;
}

/** Bytes that one query may read: $0.05. */
const MOST_BYTES = 10_000_000_000;

/** Parquet, as Glue describes it. */
const PARQUET = {
  inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
} as const;

/**
 * A table of Athena over the files of snapshots, and a workgroup that bounds what a query may read (ADR 108). Nobody
 * may use it by this: whom the operator lets read the files may.
 */
export function addAthena(scope: Stack, { files: { bucket }, stage }: AthenaProps): void {
  const catalogId = Stack.of(scope).account;
  const name = `dormouse${stage.suffix.replaceAll('-', '_')}`;
  const database = new CfnDatabase(scope, 'Analysts', { catalogId, databaseInput: { name } });
  const snapshots = `s3://${bucket.bucketName}/snapshots/`;
  new CfnTable(scope, 'AnalystsPeople', {
    catalogId,
    databaseName: name,
    tableInput: {
      name: ALL_PEOPLE,
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: [{ name: 'workspace', type: 'string' }],
      parameters: {
        EXTERNAL: 'TRUE',
        classification: 'parquet',
        // A query that names no workspace is refused.
        'projection.enabled': 'true',
        'projection.workspace.type': 'injected',
        'storage.location.template': `${snapshots}\${workspace}/`,
      },
      storageDescriptor: {
        ...PARQUET,
        location: snapshots,
        columns: TABLE_COLUMNS.map(([column, type]) => ({ name: column, type })),
      },
    },
  }).addResourceDependency(database);
  new CfnWorkGroup(scope, 'AnalystsWorkGroup', {
    name: `dormouse${stage.suffix}`,
    recursiveDeleteOption: true,
    workGroupConfiguration: {
      bytesScannedCutoffPerQuery: MOST_BYTES,
      enforceWorkGroupConfiguration: true,
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      resultConfiguration: {
        outputLocation: `s3://${bucket.bucketName}/athena/`,
        encryptionConfiguration: { encryptionOption: 'SSE_S3' },
      },
    },
  });
}
