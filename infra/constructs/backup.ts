import { ArnFormat, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { Stage } from '../deployment.ts';
import type { DynamoTable } from './dynamo-table.ts';

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
