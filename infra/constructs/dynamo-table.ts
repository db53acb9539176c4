import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { Throughput } from '../deployment.ts';
import { TableAccess } from './table-access.ts';

interface Keys {
  readonly partitionKey: string;
  readonly sortKey: string;
}

interface DynamoTableProps extends Keys {
  readonly timeToLive: string;
  readonly streamed: boolean;
  readonly indexes: Readonly<Record<string, Keys>>;
  readonly throughput: Throughput;
}

const mostOf = ({ most }: Throughput) => (most === null ? {} : { maxWriteRequestUnits: most });

/** A new table takes three times as many reads as writes. */
const warmOf = ({ warm }: Throughput) =>
  warm === null ? {} : { warmThroughput: { writeUnitsPerSecond: warm, readUnitsPerSecond: Math.max(12_000, warm) } };

const string = (name: string) => ({ name, type: AttributeType.STRING });
const keys = ({ partitionKey, sortKey }: Keys) => ({ partitionKey: string(partitionKey), sortKey: string(sortKey) });

/** A table that outlives its stack, with point-in-time recovery; `access` gives it to functions. */
export class DynamoTable extends Construct {
  readonly table: TableV2;
  readonly access: TableAccess;

  constructor(scope: Construct, id: string, { indexes, timeToLive, streamed, throughput, ...key }: DynamoTableProps) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      ...keys(key),
      billing: Billing.onDemand(mostOf(throughput)),
      ...warmOf(throughput),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: timeToLive,
      globalSecondaryIndexes: Object.entries(indexes).map(
        ([indexName, index]): GlobalSecondaryIndexPropsV2 => ({
          indexName,
          ...keys(index),
          projectionType: ProjectionType.KEYS_ONLY,
          ...mostOf(throughput),
          ...warmOf(throughput),
        }),
      ),
      ...(streamed && { dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES }),
    });
    const { tableName, tableArn, tableStreamArn: streamArn } = this.table;
    this.access = new TableAccess(id, { tableName, tableArn, streamArn, indexes: Object.keys(indexes) });
  }
}
