import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import { TABLES } from '../../shared/data/dynamo/index.ts';
import { DynamoTable } from '../constructs/dynamo-table.ts';
import { HashKey } from '../constructs/hash-key.ts';

/** What must never be lost: the two tables, and the key without which no address in them is found again. */
export class DataStack extends Stack {
  readonly tables: { readonly contacts: DynamoTable; readonly workspace: DynamoTable };
  readonly hashKey: HashKey;

  constructor(app: App, id: string) {
    super(app, id, { terminationProtection: true, description: 'Dormouse: tables and the address key' });
    this.tables = {
      contacts: new DynamoTable(this, 'Contacts', TABLES.contacts),
      workspace: new DynamoTable(this, 'Workspace', TABLES.workspace),
    };
    this.hashKey = new HashKey(this, 'HashKey');
    new CfnOutput(this, 'ContactsTable', { value: this.tables.contacts.table.tableName });
    new CfnOutput(this, 'WorkspaceTable', { value: this.tables.workspace.table.tableName });
    new CfnOutput(this, 'HmacSecretArn', { value: this.hashKey.secret.secretArn });
  }
}
