import { ArnFormat, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { Stage, Throughput } from '../deployment.ts';
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

interface BackupProps {
  readonly stage: Stage;
  readonly tables: readonly DynamoTable[];
  /** The other region, where a vault of this name is. */
  readonly region: string;
}

/** Days for which backups are kept, here and there: as long as point-in-time recovery reaches back. */
const KEPT = Duration.days(35);

const vaultName = ({ suffix }: Stage): string => `dormouse${suffix}`;

/** A vault that outlives its stack. */
export const addVault = (scope: Construct, stage: Stage): BackupVault =>
  new BackupVault(scope, 'Vault', { backupVaultName: vaultName(stage), removalPolicy: RemovalPolicy.RETAIN });

/** Backs up the tables every night, both at the same hour, and copies the backups to another region. */
export class Backup extends Construct {
  constructor(scope: Construct, id: string, { stage, tables, region }: BackupProps) {
    super(scope, id);
    const there = Stack.of(this).formatArn({
      service: 'backup',
      region,
      resource: 'backup-vault',
      resourceName: vaultName(stage),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const plan = new BackupPlan(this, 'Plan', {
      backupVault: addVault(this, stage),
      backupPlanRules: [
        new BackupPlanRule({
          // Before the nightly jobs.
          scheduleExpression: Schedule.cron({ hour: '1', minute: '0' }),
          deleteAfter: KEPT,
          copyActions: [
            { destinationBackupVault: BackupVault.fromBackupVaultArn(this, 'There', there), deleteAfter: KEPT },
          ],
        }),
      ],
    });
    const selection = plan.addSelection('Tables', {
      resources: tables.map(({ table }) => BackupResource.fromArn(table.tableArn)),
    });
    Validations.of(selection).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]',
      reason: 'Only AWS Backup takes the role, and AWS keeps the policy to what it needs.',
    });
  }
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
