import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import { TABLES } from '../../shared/data/dynamo/index.ts';
import { Backup, DynamoTable } from '../constructs/backup.ts';
import { HashKey } from '../constructs/hash-key.ts';
import { TableAccess } from '../constructs/table-access.ts';
import type { Deployment, RestoredTables } from '../deployment.ts';

export interface Tables {
  readonly contacts: TableAccess;
  readonly workspace: TableAccess;
}

type DataStackProps = Pick<Deployment, 'throughput' | 'stage' | 'backupRegion'>;

/** What must never be lost: the two tables, and the key by which addresses are found. */
export class DataStack extends Stack {
  readonly tables: Tables;
  readonly hashKey: HashKey;

  constructor(app: App, id: string, { throughput, stage, backupRegion }: DataStackProps) {
    super(app, id, { terminationProtection: true, description: 'Dormouse: tables and the address key' });
    const contacts = new DynamoTable(this, 'Contacts', { ...TABLES.contacts, throughput });
    const workspace = new DynamoTable(this, 'Workspace', { ...TABLES.workspace, throughput });
    this.tables = { contacts: contacts.access, workspace: workspace.access };
    this.hashKey = new HashKey(this, 'HashKey', { copiedTo: backupRegion });
    if (backupRegion !== null)
      new Backup(this, 'Backup', { stage, tables: [contacts, workspace], region: backupRegion });
    new CfnOutput(this, 'ContactsTable', { value: contacts.table.tableName });
    new CfnOutput(this, 'WorkspaceTable', { value: workspace.table.tableName });
    new CfnOutput(this, 'HmacSecretArn', { value: this.hashKey.secret.secretArn });
  }
}

export function restoredTables(stack: Stack, { contacts, contactsStream, workspace }: RestoredTables): Tables {
  const access = (id: string, tableName: string, indexes: object, streamArn?: string) => {
    const tableArn = stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: tableName });
    return new TableAccess(id, { tableName, tableArn, streamArn, indexes: Object.keys(indexes) });
  };
  return {
    contacts: access('Contacts', contacts, TABLES.contacts.indexes, contactsStream),
    workspace: access('Workspace', workspace, TABLES.workspace.indexes),
  };
}
