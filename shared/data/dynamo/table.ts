/**
 * The two tables and their two indexes, declared once: the CDK data stack and the tests create them from here.
 * What lies in them, key by key, is in README.md beside this file.
 */
export const TABLES = {
  contacts: {
    partitionKey: 'pk',
    sortKey: 'sk',
    timeToLive: 'ttl',
    streamed: true,
    indexes: {
      byFolder: { partitionKey: 'folderKey', sortKey: 'folderSort' },
      byModified: { partitionKey: 'modifiedKey', sortKey: 'modifiedSort' },
    },
  },
  workspace: { partitionKey: 'pk', sortKey: 'sk', timeToLive: 'ttl', streamed: false, indexes: {} },
} as const;

/** The primary key of an item, in either table. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export type IndexName = keyof typeof TABLES.contacts.indexes;

/** Sort key of the one item a contact is; the stream's event filter selects on it. */
export const CONTACT_SK = 'CONTACT';

/** Sort keys of messages begin so; the stream's event filter selects on it. */
export const MESSAGE_PREFIX = 'MSG#';

/** Sort keys of steps of jobs that are to be told on the bus begin so; the stream's event filter selects on it. */
export const STEP_PREFIX = 'STEP#';

export type Table = keyof typeof TABLES;

/** Under which names the tables were deployed. */
export interface TableNames {
  readonly contactsTable: string;
  readonly workspaceTable: string;
}

export const tableName = ({ contactsTable, workspaceTable }: TableNames, table: Table): string =>
  ({ contacts: contactsTable, workspace: workspaceTable })[table];
